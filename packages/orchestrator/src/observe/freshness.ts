import type { Clock } from '@understudy/core';

/**
 * Measures how long ago things changed by this process's monotonic clock alone: what others wrote down by their clocks
 * is never compared with it.
 */
export class Freshness {
  readonly #clock: Clock;
  readonly #seen = new Map<string, { readonly value: string; readonly atMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes what `key` shows now. @returns for how long in ms it has shown the same; 0 at the first sight. */
  note(key: string, value: string): number {
    const nowMs = this.#clock.monotonicMs();
    const before = this.#seen.get(key);
    if (before?.value === value) return nowMs - before.atMs;
    this.#seen.set(key, { value, atMs: nowMs });
    return 0;
  }
}
