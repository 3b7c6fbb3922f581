import { expect, it } from '@jest/globals';
import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import type { LinkStatus } from '@understudy/links';
import { COUNTERS, CountReport, GAP, LAG, LEADING, TIMES, TRIM, TRIM_NEAR_MS } from './count-report.ts';
import { REPLICATOR_METRICS } from './metrics.ts';
import { LinkCounters, type LinkTimes } from './state/link-counters.ts';

const LEADER: LinkStatus = {
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
  unexplained: 0,
};
const NO_TIMES: LinkTimes = {
  settledMs: undefined,
  readUpToMs: undefined,
  checkpointedMs: undefined,
  contactMs: undefined,
  completeUpToMs: undefined,
  newestWriteMs: undefined,
};

function open() {
  const telemetry = new RecordingTelemetry();
  const gauge = (name: string) => telemetry.gauges.get(`${name}{source="a",table="t",target="b"}`);
  return { telemetry, gauge, report: new CountReport(telemetry) };
}

it('adds to each counter what came since the last report', () => {
  const { telemetry, report } = open();
  for (const applied of [3, 3, 5]) report.report({ ...LEADER, applied }, NO_TIMES);
  expect([...telemetry.counters.values()]).toEqual([5]);
});

it('reports once each time that the end of the retention comes near', () => {
  const { telemetry, gauge, report } = open();
  for (const trimInMs of [TRIM_NEAR_MS + 1, TRIM_NEAR_MS - 1, 5_000])
    report.report({ ...LEADER, trimInMs }, NO_TIMES);
  report.report({ ...LEADER, trimInMs: -1_000, gap: { untilMs: 7 } }, NO_TIMES);
  expect(telemetry.events.filter(({ name }) => name === 'stream.trim_near')).toHaveLength(1);
  expect([gauge(TRIM), gauge(GAP)]).toEqual([-1, 1]);
});

it('shows times that do not change while the link hangs, so that their age rises', async () => {
  const { gauge, report } = open();
  const clock = new ManualClock();
  const counters = new LinkCounters(clock);
  counters.contacted();
  counters.checkpointed();
  counters.atTip();
  const ageOf = (name: string) => clock.wallMs() / 1_000 - (gauge(name) ?? NaN);
  const times = [TIMES.settledMs, TIMES.checkpointedMs, TIMES.contactMs, TIMES.readUpToMs];
  const readUpToMs = clock.wallMs() - 1_000;
  report.report({ ...LEADER, lagMs: 0 }, { ...counters.times, readUpToMs });
  await clock.advance(90_000);
  expect(times.map(ageOf)).toEqual([90, 90, 90, 91]);
  // The age that the link computed itself is frozen.
  expect(gauge(LAG)).toBe(0);
});

it('knows nothing of a link that another worker leads', () => {
  const { gauge, report } = open();
  report.report({ ...LEADER, lagMs: 5, trimInMs: 6 }, { ...NO_TIMES, contactMs: 1_000 });
  expect([gauge(LAG), gauge(TIMES.contactMs), gauge(LEADING)]).toEqual([0.005, 1, 1]);
  report.report({ ...LEADER, leader: false }, { ...NO_TIMES, contactMs: 1_000 });
  expect([gauge(LAG), gauge(TRIM), gauge(TIMES.contactMs), gauge(LEADING)]).toEqual([NaN, NaN, NaN, 0]);
});

it('names metrics of the catalogue', () => {
  const names = [...Object.values(COUNTERS), ...Object.values(TIMES)];
  expect(names.filter((name) => !(name in REPLICATOR_METRICS))).toEqual([]);
});
