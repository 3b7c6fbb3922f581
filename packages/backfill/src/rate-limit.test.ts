import { expect, test } from '@jest/globals';
import type { Clock } from '@understudy/core';
import { endsInTime, describeDuration, estimateCopy } from './estimate-copy.ts';
import { RateLimit } from './rate-limit.ts';
import { Slots } from './slots.ts';

function jumpingClock(): Clock & { nowMs: number } {
  const clock = {
    nowMs: 0,
    monotonicMs: () => clock.nowMs,
    wallMs: () => clock.nowMs,
    sleep: async (ms: number) => {
      clock.nowMs += ms;
    },
  };
  return clock;
}

const { signal } = new AbortController();

test('units are kept to, however much one answer took', async () => {
  const clock = jumpingClock();
  const limit = new RateLimit(clock, 100);
  for (const units of [30, 500, 1, 70, 70, 70, 70]) {
    await limit.room(signal);
    limit.take(units);
  }
  await limit.room(signal);
  expect(limit.taken).toBe(811);
  // Less the second's worth that may be saved up.
  expect(clock.nowMs).toBeGreaterThanOrEqual(7_110);
  expect(clock.nowMs).toBeLessThan(8_200);
});

test('no limit only counts', async () => {
  const clock = jumpingClock();
  const limit = new RateLimit(clock, 0);
  limit.take(1e9);
  await limit.room(signal);
  expect([clock.nowMs, limit.taken, limit.limited]).toEqual([0, 1e9, false]);
});

test('never more at once than the width, and a failure frees its place', async () => {
  const slots = new Slots(3);
  const seen = { now: 0, most: 0 };
  const action = (at: number) =>
    slots.run(async () => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await Promise.resolve();
      seen.now -= 1;
      if (at % 2 === 0) throw new Error('failed');
    });
  const done = await Promise.allSettled(Array.from({ length: 20 }, (_none, at) => action(at)));
  expect([seen.most, done.filter(({ status }) => status === 'rejected').length]).toEqual([3, 10]);
});

test('a duration is estimated from the tightest limit', () => {
  const size = { items: 100_000, bytes: 100_000 * 1_500 };
  expect(estimateCopy(size, { readUnits: 0, writeUnits: 0 })).toMatchObject({
    writeUnits: 200_000,
    durationMs: 100_000,
  });
  expect(estimateCopy(size, { readUnits: 10, writeUnits: 100 }).durationMs).toBe(3_662_200);
  expect(estimateCopy({ items: 0, bytes: 0 }, { readUnits: 1, writeUnits: 1 }).durationMs).toBe(0);
  expect([endsInTime(0, 19 * 3_600_000), endsInTime(3_600_000, 19 * 3_600_000)]).toEqual([true, false]);
  expect([8_000, 245_000, 12_000_000, 2e8].map(describeDuration)).toEqual([
    '8 s',
    '4 min 5 s',
    '3 h 20 min',
    '2 d 7 h',
  ]);
});
