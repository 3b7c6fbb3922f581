import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { Freshness } from './freshness.ts';

it('tells for how long each key has shown the same', async () => {
  const clock = new ManualClock();
  const freshness = new Freshness(clock);
  expect(freshness.note('a', '1')).toBe(0);
  await clock.advance(300);
  expect(freshness.note('a', '1')).toBe(300);
  expect(freshness.note('b', '1')).toBe(0);
  await clock.advance(200);
  expect(freshness.note('a', '2')).toBe(0);
  expect(freshness.note('b', '1')).toBe(200);
});
