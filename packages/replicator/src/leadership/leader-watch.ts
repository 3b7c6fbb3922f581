import { promotionWaitMs, type Limits } from '@understudy/core';
import type { LeaderItem } from '../state/link-store.ts';

/** What a follower does after one look at the leader's item. */
type Look = { readonly claim: LeaderItem | undefined } | { readonly waitMs: number };

/** What a follower has seen of a leader, and since when it has not changed. */
export class LeaderWatch {
  #seen: LeaderItem | undefined;
  #sinceMs = 0;
  readonly #waitMs: number;

  constructor(limits: Pick<Limits, 'leaseMs' | 'drift' | 'attemptTimeoutMs'>) {
    this.#waitMs = promotionWaitMs(limits);
  }

  /**
   * A lease is over when its counter has not changed for `leaseMs + attemptTimeoutMs` of the follower's own monotonic
   * clock: the leader's is counted from before it sent the renewal, which was before a follower could read it.
   */
  look(item: LeaderItem | undefined, nowMs: number): Look {
    if (item === undefined || item.released) return { claim: item };
    if (item.owner !== this.#seen?.owner || item.counter !== this.#seen.counter) {
      this.#seen = item;
      this.#sinceMs = nowMs;
    }
    const waitMs = this.#sinceMs + this.#waitMs - nowMs;
    return waitMs <= 0 ? { claim: item } : { waitMs };
  }
}
