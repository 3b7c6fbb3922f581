import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@understudy/core';
import { FAILOVER_CLIENT_METRICS } from './metrics.ts';
import { driveEngine, never } from './test-support/drive-engine.ts';

const REPEATED = 'understudy_failover_client_repeated_writes_seconds';
const { buckets } = FAILOVER_CLIENT_METRICS[REPEATED];

describe('the duration of a repeated write', () => {
  it('is observed in seconds, and the first attempt of a write is not', async () => {
    let silent = 1;
    const { clock, run, telemetry } = driveEngine(() => ((silent -= 1) >= 0 ? never() : Promise.resolve({})));
    const put = { TableName: 'orders', Item: { pk: { S: 'a' } } };
    const served = run('PutItem', put);
    await clock.advance(10_000);
    await served;
    await run('PutItem', put);
    const [seconds, ...others] = telemetry.observations.get(REPEATED) ?? [];
    expect(others).toEqual([]);
    expect(seconds).toBeGreaterThanOrEqual(defaultLimits.attemptTimeoutMs / 1_000);
    expect(seconds).toBeLessThan(defaultLimits.writeDeadlineMs / 1_000);
  });

  it('has buckets up to the deadline and its last attempt, and several below one attempt', () => {
    const lastMs = defaultLimits.writeDeadlineMs + defaultLimits.attemptTimeoutMs;
    expect(Math.max(...buckets) * 1_000).toBeGreaterThanOrEqual(lastMs);
    expect(buckets.filter((bound) => bound * 1_000 <= defaultLimits.attemptTimeoutMs).length).toBeGreaterThan(
      4,
    );
  });
});
