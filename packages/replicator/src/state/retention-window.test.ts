import { expect, test } from '@jest/globals';
import { STREAM_RETENTION_MS, type Clock } from '@understudy/core';
import { RetentionWindow } from './retention-window.ts';
const HOUR_MS = 3_600_000;
const day = (nowMs: number): Clock => ({
  wallMs: () => nowMs,
  monotonicMs: () => nowMs,
  sleep: () => Promise.resolve(),
});

test('time runs out for what is not read, from the last record that was', () => {
  const time = { nowMs: 30 * HOUR_MS };
  const retention = new RetentionWindow({ ...day(0), wallMs: () => time.nowMs });
  expect(retention.trimInMs).toBeUndefined();
  retention.begin(time.nowMs - HOUR_MS, undefined);
  expect(retention.trimInMs).toBe(STREAM_RETENTION_MS - HOUR_MS);
  time.nowMs += 2 * HOUR_MS;
  expect(retention.trimInMs).toBe(STREAM_RETENTION_MS - 3 * HOUR_MS);
  retention.readUpTo(undefined);
  expect(retention.trimInMs).toBe(STREAM_RETENTION_MS - 3 * HOUR_MS);
  retention.readUpTo(time.nowMs);
  expect(retention.trimInMs).toBe(STREAM_RETENTION_MS);
});

test('a loss reaches from the last record that was read to the first one that is read again', () => {
  const time = { nowMs: 50 * HOUR_MS };
  const retention = new RetentionWindow({ ...day(0), wallMs: () => time.nowMs });
  retention.begin(HOUR_MS, undefined);
  expect(retention.openGap()).toEqual({ fromMs: HOUR_MS, untilMs: 50 * HOUR_MS });
  retention.resumedAt(26 * HOUR_MS);
  expect(retention.unsaved()).toEqual({ fromMs: HOUR_MS, untilMs: 26 * HOUR_MS });
  expect(retention.unsaved()).toBeUndefined();
  retention.readUpTo(40 * HOUR_MS);
  time.nowMs = 90 * HOUR_MS;
  expect(retention.openGap()).toEqual({ fromMs: HOUR_MS, untilMs: 90 * HOUR_MS });
  retention.clear();
  expect(retention.gap).toBeUndefined();
});

test('what lies between the last record that was read and the oldest that a stream still holds is lost', () => {
  const retention = new RetentionWindow(day(50 * HOUR_MS));
  expect(retention.detectExpired()).toBeUndefined();
  retention.begin(27 * HOUR_MS, undefined);
  expect(retention.detectExpired()).toBeUndefined();
  retention.begin(25 * HOUR_MS, undefined);
  const window = { fromMs: 25 * HOUR_MS, untilMs: 26 * HOUR_MS };
  expect(retention.detectExpired()).toEqual(window);
  expect(retention.unsaved()).toEqual(window);
  expect(retention.detectExpired()).toBeUndefined();
});
