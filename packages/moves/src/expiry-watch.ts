import type { Clock } from '@understudy/core';
import type { MergingEntry } from '@understudy/route';

interface Seen {
  readonly monotonicMs: number;
  /** What was left then, by wall time. */
  readonly leftMs: number;
}

/**
 * How long the requests of entries of `merging` may still land. `untilMs` is wall time of the mover that promoted, so wall time
 * says how much of it is left when an entry is seen first; from then on it must pass on the monotonic clock too, so
 * that a wall clock that is set forward shortens nothing. A suspension only makes the wait longer.
 */
export class ExpiryWatch {
  readonly #clock: Clock;
  readonly #seen = new Map<string, Seen>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until the entry's requests have expired, the greater of both clocks; 0 or less once they have. */
  leftMs({ region, untilMs }: Pick<MergingEntry, 'region' | 'untilMs'>): number {
    const key = `${region} ${untilMs}`;
    const monotonicMs = this.#clock.monotonicMs();
    const leftMs = untilMs - this.#clock.wallMs();
    const seen = this.#seen.get(key) ?? { monotonicMs, leftMs };
    this.#seen.set(key, seen);
    return Math.max(leftMs, seen.leftMs - (monotonicMs - seen.monotonicMs));
  }
}
