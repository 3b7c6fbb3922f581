import type { LeaderRecord } from '@understudy/findings';
import type { Leading } from './facts.ts';

/**
 * Whether an orchestrator leads, by its renewals: a leader draws a new token about three times within `leaderTtlMs`. No two clocks
 * are compared.
 */
export class LeaderWatch {
  readonly #ttlMs: number;
  #last: LeaderRecord | undefined;
  #renewedMs = -Infinity;

  constructor(ttlMs: number) {
    this.#ttlMs = ttlMs;
  }

  /** What was read at a monotonic time in ms; the first record of all may be a dead leader's, and counts for one term. */
  note(record: LeaderRecord | undefined, atMs: number): void {
    if (record !== undefined && record.token !== this.#last?.token) this.#renewedMs = atMs;
    this.#last = record;
  }

  /** Who leads at a monotonic time in ms. */
  leading(nowMs: number): Leading | undefined {
    if (this.#last === undefined || nowMs - this.#renewedMs > this.#ttlMs) return undefined;
    const { observer, sinceMs } = this.#last;
    return { observer, sinceMs };
  }
}
