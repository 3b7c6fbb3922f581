import type { Route } from '@understudy/route';

export interface RetryFacts {
  /** The link's source, whose write was parked. */
  readonly source: string;
  /** Of the parked write. */
  readonly epoch: number;
  readonly wallMs: number;
  readonly tombstoneTtlMs: number;
}

/**
 * Whether a parked write may still be applied without a person's decision. It is then a record of its source's tail, and
 * the tombstones keep it from bringing back what the other region deleted since: so every epoch of the other region
 * since must have left them for each delete (it was merging all the time), and they must not have expired yet.
 */
export function mayRetryParked(
  { epochs }: Route,
  { source, epoch, wallMs, tombstoneTtlMs }: RetryFacts,
): boolean {
  const others = epochs.filter((past) => past.epoch > epoch && past.writer !== source);
  const [first] = others;
  if (first === undefined) return true;
  return wallMs < first.fromMs + tombstoneTtlMs && others.every((past) => !past.mergingWasEmpty);
}
