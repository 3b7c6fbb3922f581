import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenLimits, defaultLimits, promotionWaitMs, usableLeaseMs, type Limits } from './limits.ts';

const broken = (change: Partial<Limits>) =>
  brokenLimits({ ...defaultLimits, ...change }).map(({ limit }) => limit);

describe('brokenLimits', () => {
  it('has nothing to say of the defaults', () => {
    expect(brokenLimits(defaultLimits)).toEqual([]);
  });

  it.each<[Partial<Limits>, keyof Limits]>([
    [{ leaseMs: 0 }, 'leaseMs'],
    [{ leaseMs: 1.5 }, 'leaseMs'],
    [{ drift: 0.5 }, 'drift'],
    [{ drift: -0.1 }, 'drift'],
    [{ drift: NaN }, 'drift'],
    [{ controlTimeoutMs: 793 }, 'controlTimeoutMs'],
    [{ attemptTimeoutMs: 2_401 }, 'attemptTimeoutMs'],
    [{ writeDeadlineMs: 6_410 }, 'writeDeadlineMs'],
    [{ maxRequestAgeMs: 999 }, 'maxRequestAgeMs'],
    [{ tombstoneTtlMs: 24 * 3_600_000 }, 'tombstoneTtlMs'],
    [{ streamQuietMs: 25_590 }, 'writeDeadlineMs'],
    [{ streamQuietMs: 0 }, 'streamQuietMs'],
    [{ maxLagMs: -1 }, 'maxLagMs'],
  ])('refuses %j, naming %s', (change, limit) => {
    expect(broken(change)).toContain(limit);
  });

  it('never lets a request of the old writer end after the wait of a promotion, whichever clock is slow', () => {
    const ms = fc.integer({ min: 1, max: 100_000 });
    const drifts = fc.double({ min: 0, max: 0.49, noNaN: true });
    fc.assert(
      fc.property(
        ms,
        ms,
        drifts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (leaseMs, attemptTimeoutMs, drift, share) => {
          // How much of the promoter's time passes while the holder's clock counts one: from 1 - drift to its inverse.
          const slowest = 1 / (1 - drift);
          const ratio = 1 - drift + share * (slowest - (1 - drift));
          const endsMs = (usableLeaseMs({ leaseMs, drift }) + attemptTimeoutMs) * ratio;
          expect(endsMs).toBeLessThanOrEqual(promotionWaitMs({ leaseMs, attemptTimeoutMs, drift }) + 1e-6);
        },
      ),
    );
  });
});
