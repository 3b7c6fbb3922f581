import { conditionKind, type LookResult, type RegionSight } from '@understudy/findings';
import { worseCondition } from './worse-condition.ts';

/** One look at a region: a conditional write and a strongly consistent read, side by side. */
export interface RegionLook {
  readonly region: string;
  /** Wall time in ms at which it began. */
  readonly atMs: number;
  readonly write: LookResult;
  readonly read: LookResult;
}

/**
 * How a region is seen after one more look. Looks are folded in the order in which they began. A look that counts against the
 * region adds to `missed`, one that is an answer resets it, and one that says nothing of the region leaves it.
 */
export function foldLook(before: RegionSight | undefined, look: RegionLook): RegionSight {
  const { region, atMs, write, read } = look;
  const condition = worseCondition(write, read);
  const kind = conditionKind(condition);
  const now = { region, condition, write, read };
  if (kind === 'answer') return { ...now, missed: 0, seenMs: atMs };
  const { missed = 0, missedSinceMs, seenMs } = before ?? {};
  const seen = seenMs !== undefined && { seenMs };
  if (kind === 'against')
    return { ...now, missed: missed + 1, missedSinceMs: missedSinceMs ?? atMs, ...seen };
  return { ...now, missed, ...(missedSinceMs !== undefined && { missedSinceMs }), ...seen };
}
