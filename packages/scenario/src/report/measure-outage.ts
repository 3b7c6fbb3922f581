import type { JournalEntry } from '../journal/types.ts';

/** How long the application could not write, as its own journal shows it. */
export interface Outage {
  /** When the first write that met the outage was sent; it failed, or another region answered it. */
  readonly firstTroubleMs: number;
  /** When the first write was acknowledged by another region; `undefined` where none ever was. */
  readonly recoveredMs?: number;
  /** From the one to the other: the time to recover. */
  readonly lastedMs?: number;
}

/**
 * @param journal every write of the drill
 * @param killedMs when the writer was killed; a write that was under way then may meet the outage too
 * @param from the region that was killed
 */
export function measureOutage(
  journal: readonly JournalEntry[],
  killedMs: number,
  from: string,
): Outage | undefined {
  const after = journal.filter(({ endedMs }) => endedMs >= killedMs);
  const answeredElsewhere = after.filter(
    ({ outcome, region }) => outcome === 'acknowledged' && region !== undefined && region !== from,
  );
  const recoveredMs = least(answeredElsewhere.map(({ endedMs }) => endedMs));
  const troubled = after.filter(
    (entry) =>
      (recoveredMs === undefined || entry.startedMs <= recoveredMs) &&
      (answeredElsewhere.includes(entry) || (entry.outcome !== 'acknowledged' && entry.byCondition !== true)),
  );
  const firstTroubleMs = least(troubled.map(({ startedMs }) => startedMs));
  if (firstTroubleMs === undefined) return undefined;
  return {
    firstTroubleMs,
    ...(recoveredMs === undefined ? {} : { recoveredMs, lastedMs: recoveredMs - firstTroubleMs }),
  };
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
