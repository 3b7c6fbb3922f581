import { describe, expect, it } from '@jest/globals';
import { brokenInvariants } from './broken-invariants.ts';
import { decideTransition } from './decide-transition.ts';
import { firstRoute } from './first-route.ts';
import type { MovingRoute, Route } from './types.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const OTHER = 'ap-south-1';

const steady = firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: 1_000 });
const claim = { type: 'claim', kind: 'failover', to: WEST, moveId: 'm', reason: '', atMs: 2_000 } as const;
const moving = decideTransition(steady, claim) as MovingRoute;
const drained = (['fenced', 'waited', 'drained'] as const).reduce<Route>(
  (route, step) => decideTransition(route, { type: 'advance', moveId: 'm', step }),
  moving,
);
const merging = decideTransition(drained, {
  type: 'promote',
  moveId: 'm',
  atMs: 3_000,
  maxRequestAgeMs: 1,
});
const [firstEpoch, lastEpoch] = merging.epochs;
if (firstEpoch === undefined || lastEpoch === undefined) throw new Error('A promotion begins an epoch.');
const [entry] = merging.merging;
if (entry === undefined) throw new Error('After a failover the old region is merging.');
const openEpoch = steady.epochs.map((one) => ({ ...one }));

/** Each breaks one sentence, and no other. */
const broken: readonly (readonly [string, Route])[] = [
  ['regions must be two different names', { ...steady, regions: [EAST, EAST] }],
  ['regions must be two different names', { ...steady, regions: [EAST, ''] }],
  [
    'epoch must be a whole number from 1',
    { ...steady, epoch: 0, epochs: openEpoch.map((one) => ({ ...one, epoch: 0 })) },
  ],
  [
    'epoch must be a whole number from 1',
    { ...steady, epoch: 1.5, epochs: openEpoch.map((one) => ({ ...one, epoch: 1.5 })) },
  ],
  ['to must be the other region', { ...moving, to: OTHER }],
  ['to must be the other region', { ...moving, to: EAST }],
  ['step must be a known one', { ...moving, step: 'gone' as never }],
  ['moveId must not be empty', { ...moving, moveId: '' }],
  ['merging must name regions of the route', { ...merging, merging: [{ ...entry, region: OTHER }] }],
  ['merging must name a region once', { ...merging, merging: [entry, entry] }],
  ["the last of epochs must be the current one's, open, with its writer", { ...merging, epoch: 3 }],
  [
    "the last of epochs must be the current one's, open, with its writer",
    { ...merging, epochs: [firstEpoch, { ...lastEpoch, writer: EAST }] },
  ],
  [
    "the last of epochs must be the current one's, open, with its writer",
    { ...merging, epochs: [firstEpoch, { ...lastEpoch, untilMs: 4_000 }] },
  ],
  ['an epoch in which merging is empty must say so', { ...merging, merging: [] }],
  ['epochs must ascend by one', { ...merging, epochs: [{ ...firstEpoch, epoch: 0 }, lastEpoch] }],
  ['epochs must ascend by one', { ...merging, epochs: [{ ...firstEpoch, epoch: 2 }, lastEpoch] }],
  [
    'an epoch that is over must have an end',
    { ...merging, epochs: [{ ...firstEpoch, untilMs: null }, lastEpoch] },
  ],
  [
    'each epoch must have a writer of the regions',
    { ...merging, epochs: [{ ...firstEpoch, writer: OTHER }, lastEpoch] },
  ],
];

describe('brokenInvariants', () => {
  it.each(broken)('says of a route that breaks it: %s', (sentence, route) => {
    expect(brokenInvariants(route)).toEqual([sentence]);
  });

  it('says so where the writer is none of the regions', () => {
    const epochs = openEpoch.map((one) => ({ ...one, writer: OTHER }));
    expect(brokenInvariants({ ...steady, writer: OTHER, epochs })).toContain(
      'the writer must be one of the regions',
    );
  });

  it.each([
    ['steady', steady],
    ['moving', moving],
    ['merging', merging],
    ['whose list begins later', { ...merging, epochs: [lastEpoch] }],
  ])('says nothing of a route that is right: %s', (_, route) => {
    expect(brokenInvariants(route)).toEqual([]);
  });
});
