import type { DrillRecord, Measured } from '../judge/drill-record.ts';

/** The figures of a drill in which all that the sample expects holds. */
export const GOOD: Measured = {
  writerBefore: 'us-east-1',
  writerAfter: 'eu-central-1',
  moves: 1,
  claims: 1,
  acknowledgedWrites: 300,
  failedWrites: 1,
  firstFailure: 'TimeoutError',
  withoutWritesMs: 6_900,
  claimedAfterMs: 2_400,
  promotedAfterMs: 6_500,
  missingAtPromotion: 3,
  mergedMs: 15_400,
  account: { items: 236, missing: [], unexplained: [], differences: [], inLedger: 3 },
};

export function sampleRecord(measured: Partial<Measured> = {}): DrillRecord {
  return {
    seed: 7,
    startedMs: Date.UTC(2026, 10, 30, 9),
    tookMs: 42_000,
    faultsBeganMs: 10_000,
    moments: [
      { atMs: 10_000, kind: 'fault', what: 'Begins: kills the writer.' },
      { atMs: 16_500, kind: 'route', what: 'eu-central-1 is promoted (epoch 2).' },
    ],
    faults: [{ what: 'kills the writer', beganMs: 10_000, endedMs: 20_000 }],
    traffic: [
      { atMs: 9_000, acknowledged: 9, failed: 0 },
      { atMs: 10_000, acknowledged: 3, failed: 1 },
    ],
    measured: { ...GOOD, ...measured },
  };
}
