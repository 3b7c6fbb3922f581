import { expect, it } from '@jest/globals';
import { decideFailover } from './decide/decide-failover.ts';
import { DecisionWatch } from './decision-watch.ts';
import { AT_MS, EAST, samplePolicy, sampleView, viewWithoutWriter } from './testing/index.ts';

const policy = { ...samplePolicy, automatic: false };

it('says since when things are as they are, and whether more than figures has changed', () => {
  const watch = new DecisionWatch();
  const note = (view: ReturnType<typeof sampleView>, atMs: number) =>
    watch.note({ atMs }, decideFailover({ ...view, policy }));
  expect(note(sampleView(), AT_MS)).toBe(true);
  expect(note(sampleView(), AT_MS + 250)).toBe(false);
  expect(note(viewWithoutWriter(2), AT_MS + 500)).toBe(true);
  expect(note(viewWithoutWriter(2), AT_MS + 750)).toBe(false);
  expect(note(viewWithoutWriter(3), AT_MS + 1_000)).toBe(true);
  expect(watch.last).toMatchObject({
    atMs: AT_MS + 1_000,
    findingsSinceMs: { [`writer-down ${EAST}`]: AT_MS + 500 },
    wantedSinceMs: AT_MS + 500,
    blockedSinceMs: { 'automatic-off': AT_MS },
  });
  note(sampleView(), AT_MS + 1_250);
  expect(watch.last?.wantedSinceMs).toBeUndefined();
  expect(watch.last?.findingsSinceMs).toEqual({});
});
