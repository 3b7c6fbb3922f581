import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { ManualClock, PATIENCE_MS } from '@understudy/core/testing';
import type { CloudWatchSight } from '@understudy/findings';
import { startCloudWatch, type LocalCloudWatch } from '@understudy/sandbox';
import { assess } from '../assess/assess.ts';
import { decideFailover } from '../decide/decide-failover.ts';
import { AT_MS, EAST, sampleView, viewWithoutWriter, WEST } from '../testing/index.ts';
import { cloudWatchReader } from './cloud-watch-reader.ts';
import { CloudWatch } from './cloud-watch.ts';

const clock = systemClock();
const credentials = async () => ({ accessKeyId: 'local', secretAccessKey: 'local' });

describe('the CloudWatch of a region', () => {
  let cloudWatch: LocalCloudWatch;
  const wallClock = new ManualClock();
  beforeEach(async () => {
    cloudWatch = await startCloudWatch({ clock: { ...clock, wallMs: () => wallClock.wallMs() } });
  });
  afterEach(() => cloudWatch.stop());

  const read = (tables: readonly string[], signal = new AbortController().signal) =>
    cloudWatchReader({ credentials, clock: wallClock, endpointOf: () => cloudWatch.endpoint })(
      EAST,
      tables,
      signal,
    );
  const add = (table: string, metric: string, value: number, operation?: string) => {
    cloudWatch.add({ table, metric, value, ...(operation !== undefined && { operation }) });
  };

  it('gives throttles, system errors and the latency of the newest minute, table by table', async () => {
    add('orders', 'SuccessfulRequestLatency', 4, 'PutItem');
    const minuteMs = Math.floor(wallClock.wallMs() / 60_000) * 60_000;
    await wallClock.advance(60_000);
    add('orders', 'ReadThrottleEvents', 3);
    add('orders', 'WriteThrottleEvents', 4);
    add('orders', 'SystemErrors', 2, 'GetItem');
    add('orders', 'SystemErrors', 5, 'PutItem');
    add('orders', 'SuccessfulRequestLatency', 900, 'GetItem');
    add('orders', 'SuccessfulRequestLatency', 12, 'PutItem');
    await wallClock.advance(60_000);
    expect(await read(['orders', 'audit'])).toEqual([
      { table: 'orders', throttled: 7, systemErrors: 7, latencyMs: 900, newestMs: minuteMs + 60_000 },
      { table: 'audit', throttled: 0, systemErrors: 0 },
    ]);
    cloudWatch.behave({ lagMs: 120_000 });
    expect(await read(['orders'])).toEqual([
      { table: 'orders', throttled: 0, systemErrors: 0, latencyMs: 4, newestMs: minuteMs },
    ]);
  });

  it('is asked for 50 tables at a time', async () => {
    const tables = Array.from({ length: 120 }, (_none, at) => `t-${String(at)}`);
    add('t-119', 'ReadThrottleEvents', 1);
    await wallClock.advance(60_000);
    const metrics = await read(tables);
    expect(metrics.map(({ table }) => table)).toEqual(tables);
    expect(metrics.at(-1)).toMatchObject({ throttled: 1 });
    expect(metrics.filter(({ throttled }) => throttled > 0)).toHaveLength(1);
    expect(cloudWatch.requests).toBe(3);
  });

  it('is not known where it refuses or does not answer', async () => {
    cloudWatch.behave({ error: { status: 400, type: 'AccessDeniedException' } });
    await expect(read(['orders'])).rejects.toMatchObject({ name: 'AccessDeniedException' });
    cloudWatch.behave({ silent: true });
    const ending = new AbortController();
    const asked = read(['orders'], ending.signal);
    await waitFor(() => cloudWatch.requests === 2, { clock, everyMs: 10, limitMs: PATIENCE_MS });
    ending.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a leader that asks CloudWatch', () => {
  it('asks each region apart, by its own limit, and forgets what it heard without the lead', async () => {
    const manual = new ManualClock();
    let leads = true;
    const watch = new CloudWatch({
      settings: { regions: [EAST, WEST], everyMs: 60_000 },
      tables: ['orders'],
      clock: manual,
      mayLook: () => leads,
      read: (region) =>
        region === EAST
          ? new Promise(() => undefined)
          : Promise.resolve([{ table: 'orders', throttled: 1, systemErrors: 0 }]),
    });
    watch.start();
    await manual.advance(6_000);
    expect(watch.sights()).toMatchObject([
      { region: EAST, kind: 'unknown', why: 'no answer within 5000 ms' },
      { region: WEST, kind: 'seen', tables: [{ throttled: 1 }] },
    ]);
    leads = false;
    await manual.advance(70_000);
    expect(watch.sights()).toEqual([]);
    await watch.stop();
  });
});

describe('what CloudWatch says', () => {
  const bad: CloudWatchSight = {
    region: EAST,
    atMs: AT_MS,
    kind: 'seen',
    tables: [
      { table: 'orders', throttled: 9, systemErrors: 5_000, latencyMs: 31.4, newestMs: AT_MS - 180_000 },
    ],
  };
  const evidence = (cloudWatch: readonly CloudWatchSight[]) =>
    assess(viewWithoutWriter(3, { cloudWatch }))[0]?.evidence.at(-1)?.what;

  it('is evidence of a finding on its region, with its age', () => {
    expect(evidence([bad])).toBe(
      'orders: 9 throttled, 5000 system errors, slowest mean 31 ms; figures up to 3 min before.',
    );
    expect(evidence([{ ...bad, tables: [{ table: 'orders', throttled: 0, systemErrors: 0 }] }])).toBe(
      'no throttles, no system errors; no figures of the last 15 min.',
    );
    expect(evidence([{ region: EAST, atMs: AT_MS, kind: 'unknown', why: 'no answer within 5000 ms' }])).toBe(
      'Not known: no answer within 5000 ms.',
    );
  });

  it('neither makes a finding nor changes a decision', () => {
    expect(assess(sampleView({ cloudWatch: [bad] }))).toEqual([]);
    for (const view of [sampleView(), viewWithoutWriter(), viewWithoutWriter(1)]) {
      const { findings: _with, ...withIt } = decideFailover({ ...view, cloudWatch: [bad] });
      const { findings: _without, ...without } = decideFailover(view);
      expect(withIt).toEqual(without);
    }
  });
});
