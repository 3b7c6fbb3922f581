import { promotionWaitMs, type Limits } from '@understudy/core';
import type { LeaderItem, StatusItem } from '../state/link-store.ts';

/**
 * What someone makes of a link who has to know that nothing of it can land in its target any more: a backfill, say, of a
 * region that has forgotten what it once sent through that link (docs/reasoning/decisions/0012-backfill.md).
 */
export class RestWatch {
  readonly #landedMs: number;
  #leader: string | undefined;
  #sinceMs = 0;
  #firstSaidMs: number | undefined;
  #looks = 0;

  constructor(limits: Pick<Limits, 'leaseMs' | 'attemptTimeoutMs' | 'maxRequestAgeMs' | 'drift'>) {
    this.#landedMs = promotionWaitMs(limits) + Math.ceil(limits.maxRequestAgeMs / (1 - limits.drift));
  }

  /**
   * One look, at `nowMs` of this process's own monotonic clock. `true`: nobody has led the link, or its last leader left with
   * nothing under way, or its leader has said so since the first look, or nobody has led it for so long that all has landed.
   */
  look(leader: LeaderItem | undefined, status: StatusItem | undefined, nowMs: number): boolean {
    if (leader === undefined || (leader.released && leader.clean)) return true;
    this.#looks += 1;
    if (this.#looks === 1) this.#firstSaidMs = status?.atMs;
    const now = `${leader.owner} ${leader.counter}`;
    if (now !== this.#leader) {
      this.#leader = now;
      this.#sinceMs = nowMs;
    }
    if (status?.atRest === true && status.atMs !== this.#firstSaidMs && !leader.released) return true;
    return nowMs - this.#sinceMs >= this.#landedMs;
  }
}
