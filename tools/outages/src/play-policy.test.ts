import { describe, expect, it } from '@jest/globals';
import { drawOutages, type Outage } from '@understudy/orchestrator/testing';
import { confusionOf } from './confusion.ts';
import { playPolicy } from './play-policy.ts';
import { policies } from './policies/policies.ts';

const [EAST, WEST] = ['us-east-1', 'eu-central-1'] as const;
const WORLD = { regions: [EAST, WEST], observers: ['orch-1', 'orch-2', 'orch-3'] } as const;
const LONG_MS = 40_000;

/** How each policy fares: the failovers that it made where one was needed, those that it missed, and the false ones. */
const played = (...outages: readonly Outage[]) =>
  Object.fromEntries(
    policies.map((policy) => {
      const { made, missed, falsely } = confusionOf(policy.name, playPolicy(policy, outages, WORLD));
      return [policy.name, [made, missed, falsely]];
    }),
  );

describe('the policies written for comparison', () => {
  it('all see a writer that is down for long', () => {
    expect(played({ what: 'region', region: EAST, atMs: 5_000, forMs: LONG_MS })).toEqual({
      'single prober': [1, 0, 0],
      'three in a row': [1, 0, 0],
      quorum: [1, 0, 0],
      'by replicas': [1, 0, 0],
    });
  });

  it('are misled by a blip of two seconds, as they do not look again before they promote', () => {
    expect(played({ what: 'region', region: EAST, atMs: 5_000, forMs: 2_000 })).toEqual({
      'single prober': [0, 0, 1],
      'three in a row': [0, 0, 1],
      quorum: [0, 0, 1],
      'by replicas': [0, 0, 1],
    });
  });

  it('are misled by the line of one observer where they ask only that one', () => {
    expect(
      played({ what: 'line', observer: 'orch-1', region: EAST, atMs: 5_000, forMs: LONG_MS }),
    ).toMatchObject({
      quorum: [0, 0, 0],
      'by replicas': [0, 0, 0],
    });
    const { 'single prober': single } = played({
      what: 'line',
      observer: 'orch-1',
      region: EAST,
      atMs: 5_000,
      forMs: 2_000,
    });
    expect(single).toEqual([0, 0, 1]);
  });

  it('miss what their only observer does not live to see', () => {
    const { 'three in a row': one, quorum } = played(
      { what: 'killed', observer: 'orch-1', atMs: 0, forMs: LONG_MS },
      { what: 'region', region: EAST, atMs: 5_000, forMs: 30_000 },
    );
    expect(one).toEqual([0, 1, 0]);
    expect(quorum).toEqual([1, 0, 0]);
  });

  it('each make mistakes in random outages', () => {
    for (const policy of policies) {
      const runs = Array.from({ length: 300 }, (_, seed) => playPolicy(policy, drawOutages(seed), WORLD));
      expect([
        policy.name,
        runs.flatMap(({ falsely, missed }) => [...falsely, ...missed]).length,
      ]).not.toEqual([policy.name, 0]);
    }
  });
});
