import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import { drawInterruptions } from './testing/draw-interruptions.ts';
import { drawOutages } from './testing/draw-outages.ts';
import type { Outage } from './testing/outage.ts';
import { playOutages } from './testing/play-outages.ts';

const RUNS = propertyRuns(6, 1_000);

async function expectNoMistake(seed: number, outages: readonly Outage[]): Promise<void> {
  const { falsely, missed, broken } = await playOutages(outages);
  expect({ seed, falsely, missed, broken }).toEqual({ seed, falsely: [], missed: [], broken: [] });
}

describe('three orchestrators through any outages', () => {
  it.each([
    [88, 'for all but an observer that has lost its own line'],
    [1642, 'and the other two orchestrators have died meanwhile'],
    [2173, 'and the other two orchestrators sleep or have died'],
  ])('stay where the writer is back, as in seed %i, %s', async (seed) => {
    await expectNoMistake(seed, drawOutages(seed));
  });

  it.each([
    [1095, 'a failover whose orchestrator has died has to be resumed'],
    [180, 'the new writer is lost'],
  ])('end the verification of an earlier move where, as in seed %i, %s', async (seed) => {
    await expectNoMistake(seed, [...drawOutages(seed), ...drawInterruptions(seed)]);
  });

  it('fail over from what is down, from nothing else, and break no rule', async () => {
    // Other seeds in each run; `npm run outages -- --seed N` shows one.
    const from = Math.floor(Math.random() * 1e9);
    for (let seed = from; seed < from + RUNS; seed += 1)
      await expectNoMistake(seed, [...drawOutages(seed), ...drawInterruptions(seed)]);
  }, 600_000);
});
