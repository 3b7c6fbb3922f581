import { systemClock, type Clock } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import { boundRequests } from '../adapters/bound-requests.ts';
import { ReplicatorError } from '../errors.ts';
import { DynamoLinkStore } from './dynamo-link-store.ts';
import type { LinkStore } from './link-store.ts';
import type { RegionClient } from '../types.ts';

export interface BarrierOptions {
  /** By region: the links' records are in their target regions. */
  readonly clients: Readonly<Record<string, RegionClient>>;
  /** Time limit of one request in ms; 2,000 unless given. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** How old in ms a report may be before its age counts as lag: a live leader writes one at least as often. */
const STATUS_AGE_MS = 10_000;

/**
 * Asks links the one question that moves have: has everything been settled that your stream held when I asked?
 * The question and its answer are kept in the link's target region, so the one who asks need not reach the worker.
 */
export class Barriers {
  readonly #stores: ReadonlyMap<string, LinkStore>;
  readonly #clock: Clock;

  constructor({ clients, timeoutMs = 2_000, clock = systemClock() }: BarrierOptions) {
    this.#clock = clock;
    this.#stores = new Map(
      Object.entries(clients).map(([region, client]) => [
        region,
        new DynamoLinkStore(boundRequests(client, { clock, limitMs: timeoutMs })),
      ]),
    );
  }

  /**
   * Asks, under the name `token`. Asking again for the current token changes nothing; another one replaces it.
   * Condition: the barrier has another token, or does not exist.
   * @throws what the target region's client throws: ask again
   */
  async request(link: LinkName, token: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await this.#store(link).requestBarrier(link, token);
  }

  /** Whether the link has settled all that its stream held when the token was requested. @throws what the client throws */
  async reached(link: LinkName, token: string, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    const barrier = await this.#store(link).readBarrier(link);
    return barrier?.token === token && barrier.reached;
  }

  /**
   * The link's lag in ms as its leader last reported it, plus the time since that report;
   * `undefined` where none was reported. @throws what the client throws
   */
  async lagMs(link: LinkName, signal?: AbortSignal): Promise<number | undefined> {
    signal?.throwIfAborted();
    const status = await this.#store(link).readStatus(link);
    if (status?.lagMs === undefined) return undefined;
    return status.lagMs + Math.max(0, this.#clock.wallMs() - status.atMs - STATUS_AGE_MS);
  }

  #store({ target }: LinkName): LinkStore {
    const store = this.#stores.get(target);
    if (store !== undefined) return store;
    throw new ReplicatorError('UND_REPLICATOR_OPTIONS_INVALID', {
      what: `No client was given for ${target}, where the link's records are kept.`,
      details: { target },
    });
  }
}
