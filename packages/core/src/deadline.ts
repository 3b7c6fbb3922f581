import type { Clock } from './clock.ts';

/**
 * The end of a right to act, on both clocks of one process. It has passed as soon as one of them says so: the monotonic
 * clock stops while a machine is suspended, and wall time can be set back. So a wall clock that is set forward
 * only shortens a right, and one that is set back lengthens none
 * (docs/reasoning/decisions/0022-both-clocks.md). Waiting is the opposite case: who waits until the rights of
 * others have ended counts monotonic time alone, the lesser of both.
 */
export interface Deadline {
  readonly monotonicMs: number;
  /** Milliseconds since 1970. */
  readonly wallMs: number;
}

/** A deadline that never passes. */
export const NO_DEADLINE: Deadline = { monotonicMs: Infinity, wallMs: Infinity };

/** The deadline in `ms` milliseconds. A right that is granted by an answer begins before its request is sent. */
export function deadlineAfter(ms: number, clock: Clock): Deadline {
  return { monotonicMs: clock.monotonicMs() + ms, wallMs: clock.wallMs() + ms };
}

/** Whether either clock has reached the deadline. */
export function hasPassed({ monotonicMs, wallMs }: Deadline, clock: Clock): boolean {
  return clock.monotonicMs() >= monotonicMs || clock.wallMs() >= wallMs;
}

/** Milliseconds left until the deadline, the lesser of both clocks; 0 or less once it has passed. */
export function msLeft({ monotonicMs, wallMs }: Deadline, clock: Clock): number {
  return Math.min(monotonicMs - clock.monotonicMs(), wallMs - clock.wallMs());
}
