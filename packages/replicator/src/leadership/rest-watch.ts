import { promotionWaitMs, type Limits } from '@understudy/core';
import type { LeaderItem, StatusItem } from '../state/link-store.ts';

/**
 * Observes a link until none of its requests can still be applied to its target: for a backfill, say, of a region that
 * has forgotten what it once sent through that link (docs/reasoning/decisions/0012-backfill.md).
 */
export class RestWatch {
  readonly #landedMs: number;
  #leader: string | undefined;
  #sinceMs = 0;
  #firstReportMs: number | undefined;
  #looks = 0;

  constructor(limits: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'maxRequestAgeMs' | 'drift'>) {
    this.#landedMs = promotionWaitMs(limits) + Math.ceil(limits.maxRequestAgeMs / (1 - limits.drift));
  }

  /**
   * One look, at `nowMs` of this process's own monotonic clock. `true`: the link never had a leader, or its last leader
   * left with nothing under way, or its leader has reported so since the first look, or no leader has renewed for so long
   * that no request can still be applied.
   */
  look(leader: LeaderItem | undefined, status: StatusItem | undefined, nowMs: number): boolean {
    if (leader === undefined || (leader.released && leader.clean)) return true;
    this.#looks += 1;
    if (this.#looks === 1) this.#firstReportMs = status?.atMs;
    const now = `${leader.owner} ${leader.counter}`;
    if (now !== this.#leader) {
      this.#leader = now;
      this.#sinceMs = nowMs;
    }
    if (status?.atRest === true && status.atMs !== this.#firstReportMs && !leader.released) return true;
    return nowMs - this.#sinceMs >= this.#landedMs;
  }
}
