import { setMaxListeners } from 'node:events';
import { promotionWaitMs, usableLeaseMs, type Clock, type Limits, type Randomness } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import type { LeaderItem, LinkStore } from '../state/link-store.ts';

export interface LeadershipSettings {
  readonly store: Pick<LinkStore, 'readLeader' | 'claim' | 'renew' | 'release'>;
  readonly link: LinkName;
  readonly limits: Pick<Limits, 'leaseMs' | 'drift' | 'attemptTimeoutMs'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Told of requests that failed and are made again. */
  readonly onTrouble: (error: unknown) => void;
}

/** How many times a lease is renewed in its length, and a failed renewal tried again in the time between two. */
const RENEWALS = 3;

/**
 * How the lead came to whoever has it: from a leader that left with nothing under way that could still land, from one
 * that may have something under way, or from nobody that is known. The last is a link's first leader; or the region has
 * forgotten the one before, with its disk, and that one may lead on for the rest of its lease.
 */
export type Handover = 'clean' | 'unclean' | 'unknown';

/** One worker's time as the leader of a link. */
export class LeadershipTerm {
  readonly owner: string;
  readonly handover: Handover;
  readonly #settings: LeadershipSettings;
  readonly #ender = new AbortController();
  #counter: number;
  #validUntilMs: number;

  constructor(
    settings: LeadershipSettings,
    owner: string,
    counter: number,
    handover: Handover,
    validUntilMs: number,
  ) {
    this.#settings = settings;
    this.owner = owner;
    this.handover = handover;
    this.#counter = counter;
    this.#validUntilMs = validUntilMs;
    // Everything under way in the term listens for its end.
    setMaxListeners(0, this.#ender.signal);
  }

  /** Ends with the term. */
  get signal(): AbortSignal {
    return this.#ender.signal;
  }

  /** Whether the lease is valid now: asked before every request. */
  valid(): boolean {
    return !this.#ender.signal.aborted && this.#settings.clock.monotonicMs() < this.#validUntilMs;
  }

  /**
   * Renews until the term ends: by `end`, or because another leads, or because the lease ran out. Its validity is
   * counted from before a renewal is sent.
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
        const sentMs = clock.monotonicMs();
        if (sentMs >= this.#validUntilMs) this.end('The lease of the leader ran out.');
        if (over()) return;
        this.#counter += 1;
        if (await store.renew(link, this.owner, this.#counter))
          this.#validUntilMs = sentMs + usableLeaseMs(limits);
        else this.end('Another worker leads.');
        waitMs = pauseMs;
      } catch (error) {
        if (over()) return;
        onTrouble(error);
        waitMs = Math.max(1, Math.min(pauseMs / RENEWALS, this.#validUntilMs - clock.monotonicMs()));
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

/** What one look at the leader's item asks of a follower. */
type Look = { readonly claim: LeaderItem | undefined } | { readonly waitMs: number };

/** What a follower has seen, and since when it stands still. */
export class LeaderWatch {
  #seen: LeaderItem | undefined;
  #sinceMs: number | undefined;
  readonly #waitMs: number;

  constructor(limits: LeadershipSettings['limits']) {
    this.#waitMs = promotionWaitMs(limits);
  }

  /**
   * A lease is over when its counter has stood still for `leaseMs + attemptTimeoutMs` of the follower's own monotonic
   * clock: the leader's is counted from before it sent the renewal, which was before anybody could read it.
   */
  look(item: LeaderItem | undefined, nowMs: number): Look {
    if (item === undefined || item.released) return { claim: item };
    if (
      this.#sinceMs === undefined ||
      item.owner !== this.#seen?.owner ||
      item.counter !== this.#seen.counter
    ) {
      this.#seen = item;
      this.#sinceMs = nowMs;
    }
    const waitMs = this.#sinceMs + this.#waitMs - nowMs;
    return waitMs <= 0 ? { claim: item } : { waitMs };
  }
}

/**
 * Waits until the link has no leader and takes its lead.
 * @throws the signal's reason
 */
export async function acquireLeadership(
  settings: LeadershipSettings,
  signal: AbortSignal,
): Promise<LeadershipTerm> {
  const { store, link, limits, clock, randomness, onTrouble } = settings;
  const pauseMs = limits.leaseMs / RENEWALS;
  const watch = new LeaderWatch(limits);
  for (;;) {
    signal.throwIfAborted();
    let waitMs = pauseMs;
    try {
      const look = watch.look(await store.readLeader(link), clock.monotonicMs());
      if ('claim' in look) {
        const term = await claim(settings, look.claim);
        if (term !== undefined) return term;
      } else {
        waitMs = Math.min(pauseMs, look.waitMs);
      }
    } catch (error) {
      onTrouble(error);
    }
    await clock.sleep(waitMs * (0.75 + randomness.fraction() / 4), signal);
  }
}

/** Condition: what stands there is what was seen. A claim whose answer is lost is looked up. */
async function claim(
  settings: LeadershipSettings,
  seen: LeaderItem | undefined,
): Promise<LeadershipTerm | undefined> {
  const { store, link, limits, clock, randomness } = settings;
  const owner = randomness.unique();
  const sentMs = clock.monotonicMs();
  try {
    if (!(await store.claim(link, owner, seen))) return undefined;
  } catch (error) {
    if ((await store.readLeader(link))?.owner !== owner) throw error;
  }
  return new LeadershipTerm(
    settings,
    owner,
    (seen?.counter ?? 0) + 1,
    handoverOf(seen),
    sentMs + usableLeaseMs(limits),
  );
}

function handoverOf(seen: LeaderItem | undefined): Handover {
  if (seen === undefined) return 'unknown';
  return seen.clean ? 'clean' : 'unclean';
}
