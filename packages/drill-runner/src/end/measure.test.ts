import { describe, expect, it } from '@jest/globals';
import { written } from '../test-support/written.ts';
import { measure, type Seen } from './measure.ts';

const SEEN: Seen = {
  entries: [
    written(1_000, { outcome: 'ambiguous', error: 'before the faults' }),
    written(9_000),
    written(10_500),
    written(11_000, { outcome: 'ambiguous', error: 'TimeoutError' }),
    written(11_100, { outcome: 'refused', byCondition: true }),
    written(17_500),
    written(19_000),
  ],
  faultsBeganMs: 10_000,
  trafficEndedMs: 20_000,
  writerBefore: 'us-east-1',
  promotions: [{ from: 'us-east-1', to: 'eu-central-1', atMs: 16_400 }],
  claimsMs: [12_000, 13_000],
  missingAtPromotion: 2,
  mergedMs: 900,
  account: undefined,
};

describe('measure', () => {
  it('counts from the begin of the faults, and leaves out what a condition refused', () => {
    expect(measure(SEEN)).toMatchObject({
      acknowledgedWrites: 4,
      failedWrites: 1,
      firstFailure: 'TimeoutError',
      withoutWritesMs: 7_000,
      moves: 1,
      claims: 2,
      claimedAfterMs: 2_000,
      promotedAfterMs: 6_400,
      writerAfter: 'eu-central-1',
    });
  });

  it('has no figures of faults that were not reached', () => {
    const early = measure({ ...SEEN, faultsBeganMs: undefined, promotions: [], claimsMs: [] });
    expect(early).toMatchObject({ failedWrites: 0, moves: 0, writerAfter: 'us-east-1' });
    expect([early.withoutWritesMs, early.claimedAfterMs, early.promotedAfterMs]).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('counts a move whose claim was too short to be seen', () => {
    expect(measure({ ...SEEN, claimsMs: [] })).toMatchObject({ moves: 1, claims: 1 });
  });
});
