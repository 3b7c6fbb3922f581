import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import type { ListFrom, Shard } from './stream-reader.ts';

/** One page of a stream's shards. */
export interface ShardPage {
  readonly shards: readonly Shard[];
  /** The shard that the next page begins after; not given at the end. */
  readonly last?: string | undefined;
}

export interface ListedShards {
  readonly shards: readonly Shard[];
  /** Whether every shard was asked for. */
  readonly whole: boolean;
}

export interface ShardListingSettings {
  /** @throws what the request throws */
  readonly readPage: (after: string | undefined) => Promise<ShardPage>;
  readonly isThrottled: (error: unknown) => boolean;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Between two pages: DescribeStream is answered ten times a second, and not to this link alone. */
const PAGE_PAUSE_MS = 125;

/** After a throttled page. */
const BACKOFF = { firstMs: 200, mostMs: 2_000 } as const;

/** How often every shard is listed: what comes after the last one known is asked for in between. */
const WHOLE_EVERY_MS = 5 * 60_000;

/** A walk that broke off is gone on with so long. */
const RESUME_WITHIN_MS = 60_000;

interface Walk {
  readonly from: string | undefined;
  readonly beganMs: number;
  readonly found: Shard[];
  at: string | undefined;
}

/**
 * The shards of one stream. A walk through their pages goes on where it broke off, so that a stream of thousands of
 * shards is listed under DynamoDB's ten calls a second.
 */
export class ShardListing {
  readonly #settings: ShardListingSettings;
  #known: ReadonlyMap<string, Shard> = new Map();
  #wholeMs = -Infinity;
  #walk: Walk | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(settings: ShardListingSettings) {
    this.#settings = settings;
  }

  /**
   * All that is known after the listing, in the order of ids; one listing after the other.
   * @throws what a page throws, and the signal's reason
   */
  list(from: ListFrom, signal: AbortSignal | undefined): Promise<ListedShards> {
    const next = this.#turn.catch(() => {}).then(() => this.#listOnce(from, signal));
    this.#turn = next;
    return next;
  }

  async #listOnce(from: ListFrom, signal: AbortSignal | undefined): Promise<ListedShards> {
    const { clock } = this.#settings;
    const walk = this.#begin(this.#startOf(from));
    this.#walk = walk;
    for (let pages = 0; ; pages += 1) {
      if (pages > 0) await clock.sleep(PAGE_PAUSE_MS, signal);
      const { shards, last } = await this.#page(walk.at, signal);
      walk.found.push(...shards);
      if (last === undefined) break;
      walk.at = last;
    }
    this.#walk = undefined;
    const whole = walk.from === undefined;
    if (whole) this.#wholeMs = walk.beganMs;
    const all = [...(whole ? [] : this.#known.values()), ...walk.found];
    this.#known = new Map(all.map((shard) => [shard.id, shard]));
    const shards = [...this.#known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { shards, whole };
  }

  /** The shard to list from; `undefined`: from the beginning. */
  #startOf(from: ListFrom): string | undefined {
    if (typeof from === 'object') return from.after;
    const due = this.#settings.clock.monotonicMs() - this.#wholeMs >= WHOLE_EVERY_MS;
    if (from === 'start' || due) return undefined;
    let last: string | undefined;
    for (const id of this.#known.keys()) if (last === undefined || id > last) last = id;
    return last;
  }

  #begin(from: string | undefined): Walk {
    const nowMs = this.#settings.clock.monotonicMs();
    const open = this.#walk;
    if (open?.from === from && open !== undefined && nowMs - open.beganMs < RESUME_WITHIN_MS) return open;
    return { from, beganMs: nowMs, found: [], at: from };
  }

  /** Asks again for a page that was throttled, until it is answered. */
  async #page(after: string | undefined, signal: AbortSignal | undefined): Promise<ShardPage> {
    const { readPage, isThrottled, clock, randomness } = this.#settings;
    for (let throttled = 1; ; throttled += 1) {
      signal?.throwIfAborted();
      try {
        return await readPage(after);
      } catch (error) {
        if (!isThrottled(error)) throw error;
        await clock.sleep(backoffMs(throttled, BACKOFF, randomness), signal);
      }
    }
  }
}
