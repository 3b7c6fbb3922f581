import { longestWithout, type Measured, type WriteAccount } from '@understudy/drills';
import type { JournalEntry } from '@understudy/scenario';
import { hasFailed } from '../watch/has-failed.ts';
import type { Promotion } from '../watch/route-watch.ts';

/** What a drill has seen. Times are milliseconds since it began. */
export interface Seen {
  readonly entries: readonly JournalEntry[];
  /** Absent where no fault was reached. */
  readonly faultsBeganMs: number | undefined;
  /** When the traffic stopped, or the drill. */
  readonly trafficEndedMs: number;
  readonly writerBefore: string | undefined;
  /** Moves up to the clean-up. */
  readonly promotions: readonly Promotion[];
  readonly claimsMs: readonly number[];
  readonly missingAtPromotion: number | undefined;
  readonly mergedMs: number | undefined;
  readonly account: WriteAccount | undefined;
}

/** The figures of a drill. */
export function measure(seen: Seen): Measured {
  const { entries, faultsBeganMs, trafficEndedMs, writerBefore, promotions, claimsMs } = seen;
  const since = faultsBeganMs === undefined ? [] : entries.filter(({ endedMs }) => endedMs >= faultsBeganMs);
  const failed = since.filter(hasFailed);
  const [first] = failed;
  const acknowledged = entries.filter(({ outcome }) => outcome === 'acknowledged');
  const sinceFaults = (atMs: number | undefined) =>
    atMs === undefined || faultsBeganMs === undefined ? undefined : Math.round(atMs - faultsBeganMs);
  return {
    writerBefore,
    writerAfter: promotions.at(-1)?.to ?? writerBefore,
    moves: promotions.length,
    claims: Math.max(claimsMs.length, promotions.length),
    acknowledgedWrites: acknowledged.length,
    failedWrites: failed.length,
    firstFailure: first && (first.error ?? first.outcome),
    withoutWritesMs:
      faultsBeganMs === undefined
        ? undefined
        : Math.round(
            longestWithout(
              acknowledged.map(({ endedMs }) => endedMs),
              faultsBeganMs,
              trafficEndedMs,
            ),
          ),
    claimedAfterMs: sinceFaults(claimsMs[0]),
    promotedAfterMs: sinceFaults(promotions[0]?.atMs),
    missingAtPromotion: seen.missingAtPromotion,
    mergedMs: seen.mergedMs,
    account: seen.account,
  };
}
