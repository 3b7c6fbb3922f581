import { setMaxListeners } from 'node:events';
import {
  deadlineAfter,
  hasPassed,
  msLeft,
  usableLeaseMs,
  type Clock,
  type Deadline,
  type Limits,
  type Randomness,
} from '@understudy/core';
import type { LinkName } from '@understudy/links';
import type { LinkStore } from '../state/link-store.ts';

export interface LeadershipSettings {
  readonly store: Pick<LinkStore, 'readLeader' | 'claim' | 'renew' | 'release'>;
  readonly link: LinkName;
  readonly limits: Pick<Limits, 'leaseMs' | 'drift' | 'attemptTimeoutMs'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Receives the errors of requests that are repeated. */
  readonly onTrouble: (error: unknown, step?: object) => void;
  readonly onRecovered?: (step: object) => void;
}

/** How many times a leader renews in the length of its lease; a failed renewal is repeated as often between two. */
export const RENEWALS = 3;

/**
 * How a leader got the link: from a leader that left with no request under way that could still be applied (`clean`),
 * from one that may have such requests (`unclean`), or without a known leader before it (`unknown`). The last is a link's
 * first leader; or the region has lost the earlier one with its disk, and that one may lead for the rest of its lease.
 */
export type Handover = 'clean' | 'unclean' | 'unknown';

/** One worker's time as the leader of a link. */
export class LeadershipTerm {
  readonly owner: string;
  readonly handover: Handover;
  readonly #settings: LeadershipSettings;
  readonly #ender = new AbortController();
  #counter: number;
  #validUntil: Deadline;

  constructor(
    settings: LeadershipSettings,
    owner: string,
    counter: number,
    handover: Handover,
    validUntil: Deadline,
  ) {
    this.#settings = settings;
    this.owner = owner;
    this.handover = handover;
    this.#counter = counter;
    this.#validUntil = validUntil;
    // Everything under way in the term listens for its end.
    setMaxListeners(0, this.#ender.signal);
  }

  /** Ends with the term. */
  get signal(): AbortSignal {
    return this.#ender.signal;
  }

  /** Whether the lease is valid now: asked before every request. */
  valid(): boolean {
    return !this.#ender.signal.aborted && !hasPassed(this.#validUntil, this.#settings.clock);
  }

  /**
   * Renews until the term ends: by `end`, or because another leads, or because the lease ran out. Its validity is
   * counted from before a renewal is sent, and lasts while monotonic and wall time both say so.
   */
  async keep(): Promise<void> {
    const { store, link, limits, clock, onTrouble } = this.#settings;
    const { signal } = this;
    const pauseMs = limits.leaseMs / RENEWALS;
    let waitMs = pauseMs;
    const over = () => signal.aborted;
    while (!over()) {
      try {
        await clock.sleep(waitMs, signal);
        const renewed = deadlineAfter(usableLeaseMs(limits), clock);
        if (hasPassed(this.#validUntil, clock)) this.end('The lease of the leader ran out.');
        if (over()) return;
        this.#counter += 1;
        if (await store.renew(link, this.owner, this.#counter)) this.#validUntil = renewed;
        else this.end('Another worker leads.');
        waitMs = pauseMs;
      } catch (error) {
        if (over()) return;
        onTrouble(error);
        waitMs = Math.max(1, Math.min(pauseMs / RENEWALS, msLeft(this.#validUntil, clock)));
      }
    }
  }

  /** Ends it here; nothing is sent under it any more. */
  end(why: string): void {
    this.#ender.abort(new Error(why));
  }

  /** Lets the next one lead at once. Condition: it still leads. */
  async release(clean: boolean): Promise<void> {
    this.end('The leader left.');
    await this.#settings.store.release(this.#settings.link, this.owner, clean);
  }
}
