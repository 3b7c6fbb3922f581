import type { Repair, RepairAttempt, Rung } from '@understudy/findings';
import { RUNGS } from '@understudy/findings';

/** Where a server is on the ladder of repairs. */
export interface Ladder {
  /** The attempts that count, the oldest first: each began within the pause after the one before, and so does the next. */
  readonly recent: readonly RepairAttempt[];
  /** The one that has not ended. */
  readonly underWay?: RepairAttempt;
  /** The last one ended without bringing the server back. */
  readonly isOpen: boolean;
  /** What may be tried next, the gentlest first. */
  readonly left: readonly Rung[];
}

/**
 * Where a server is on the ladder: each rung once, then none until the pause is over. So a server that comes and goes is
 * repaired no more often than the ladder has rungs, in one pause. Pure.
 */
export function ladderOf(repair: Repair | undefined, atMs: number, pauseMs: number): Ladder {
  const attempts = repair?.attempts ?? [];
  const last = attempts.at(-1);
  const recent: RepairAttempt[] = [];
  let nextMs = atMs;
  for (const attempt of [...attempts].reverse()) {
    if (attempt.endedMs !== undefined && nextMs - attempt.endedMs > pauseMs) break;
    recent.unshift(attempt);
    nextMs = attempt.atMs;
  }
  const isBack = last?.rung === 'rejoin';
  const tried = Math.max(0, ...recent.map(({ rung }) => RUNGS.indexOf(rung)));
  return {
    recent,
    ...(last?.state === 'begun' && { underWay: last }),
    isOpen: last?.state === 'unverified' || last?.state === 'failed',
    // Putting it back into the traffic is no rung that is used up, and is not tried twice in a row.
    left: [...(isBack ? [] : (['rejoin'] as const)), ...RUNGS.slice(tried + 1)],
  };
}
