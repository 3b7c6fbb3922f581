import { expect, test } from '@jest/globals';
import { STREAM_RETENTION_MS, type Clock } from '@understudy/core';
import { RecordingTelemetry } from '@understudy/core/testing';
import type { LinkStatus } from '@understudy/links';
import { RetentionWindow } from './retention-window.ts';
import { CountReport, GAP, TRIM, TRIM_NEAR_MS } from '../report-counts.ts';
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

test('metrics tell it, and a loss that comes near is said once', () => {
  const telemetry = new RecordingTelemetry();
  const report = new CountReport(telemetry);
  const status = (trimInMs: number, gap?: LinkStatus['gap']): LinkStatus => ({
    link: { table: 't', source: 'a', target: 'b' },
    leader: true,
    state: 'leading',
    atTip: false,
    settledPerSecond: 0,
    unsettled: 0,
    applied: 0,
    superseded: 0,
    lost: 0,
    late: 0,
    kept: 0,
    parked: 0,
    coalesced: 0,
    skipped: 0,
    unstamped: 0,
    gaps: 0,
    trimInMs,
    ...(gap === undefined ? {} : { gap }),
  });
  for (const trimInMs of [TRIM_NEAR_MS + 1, TRIM_NEAR_MS - 1, 5_000]) report.tell(status(trimInMs));
  report.tell(status(-1_000, { untilMs: 7 }));
  const named = (name: string) => telemetry.events.filter((event) => event.name === name);
  expect(named('stream.trim_near')).toHaveLength(1);
  const gauge = (name: string) => [...telemetry.gauges].find(([series]) => series.startsWith(name))?.[1];
  expect([gauge(TRIM), gauge(GAP)]).toEqual([-1, 1]);
});
