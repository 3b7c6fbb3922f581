import { describe, expect, it } from '@jest/globals';
import { fenceLimitMs } from './fence-limit-ms.ts';

const settings = { limits: { leaseMs: 2_000, attemptTimeoutMs: 990, drift: 0.01 }, fenceLimitMs: 5_000 };
const failover = { kind: 'failover', from: 'us-east-1' } as const;
const limitAt = (nowMs: number, region = 'us-east-1', kind: 'failover' | 'switchover' = 'failover') =>
  fenceLimitMs({ ...failover, kind }, region, { waitFromMs: 10_000 }, settings, nowMs);

describe('one attempt at a fence', () => {
  it('takes half of what is left of the wait, where a failover gives the region up', () => {
    expect(limitAt(10_000)).toBe(1_500);
    expect(limitAt(12_000)).toBe(500);
  });

  it('ends at once where the wait is over, and never takes longer than fenceLimitMs', () => {
    expect(limitAt(99_000)).toBe(1);
    expect(
      fenceLimitMs(failover, 'us-east-1', { waitFromMs: 0 }, { ...settings, fenceLimitMs: 700 }, 0),
    ).toBe(700);
  });

  it('has the whole limit for a fence without which nothing is promoted', () => {
    expect(limitAt(12_000, 'eu-central-1')).toBe(5_000);
    expect(limitAt(12_000, 'us-east-1', 'switchover')).toBe(5_000);
  });
});
