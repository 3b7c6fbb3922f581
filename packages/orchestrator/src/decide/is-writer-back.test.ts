import { expect, it } from '@jest/globals';
import type { RegionCondition } from '@understudy/findings';
import { EAST, sampleReport, sampleSight, sampleView, viewWithoutWriter } from '../testing/index.ts';
import { isWriterBack } from './is-writer-back.ts';

const seenAs = (...conditions: readonly RegionCondition[]) =>
  sampleView({
    reports: conditions.map((condition, at) =>
      sampleReport(`orch-${String(at + 1)}`, { east: sampleSight(EAST, condition) }),
    ),
  });

it('is back when more observers reach it than miss it', () => {
  expect(isWriterBack(sampleView(), EAST)).toBe(true);
  expect(isWriterBack(viewWithoutWriter(3), EAST)).toBe(false);
  expect(isWriterBack(viewWithoutWriter(2), EAST)).toBe(false);
  expect(isWriterBack(seenAs('answering', 'unreachable'), EAST)).toBe(false);
  expect(isWriterBack(seenAs(), EAST)).toBe(false);
});

it('is back where the only observer that is left reaches it', () => {
  expect(isWriterBack(seenAs('answering'), EAST)).toBe(true);
});

it('is back also where one observer has lost its own line to it', () => {
  expect(isWriterBack(viewWithoutWriter(1), EAST)).toBe(true);
});

it.each<RegionCondition>(['slow', 'throttled'])('is back where it is %s: it takes requests', (condition) => {
  expect(isWriterBack(seenAs(condition, condition, 'unreachable'), EAST)).toBe(true);
});

it.each<RegionCondition>(['refused', 'table-missing', 'server-error'])(
  'is not back where it is %s',
  (condition) => {
    expect(isWriterBack(seenAs(condition, condition, condition), EAST)).toBe(false);
  },
);
