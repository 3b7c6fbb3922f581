import { systemClock, type Clock } from '@understudy/core';
import type { LinkLag, LinkName, LossWindow } from '@understudy/links';
import { boundRequests } from '../adapters/bound-requests.ts';
import { ReplicatorError } from '../errors.ts';
import { DynamoLinkStore } from './dynamo-link-store.ts';
import type { LinkStore } from './link-store.ts';
import type { RegionClient } from '../types.ts';
import { ParkedRecords } from './parked-records.ts';

export interface BarrierOptions {
  /** By region: the links' records are in their target regions. */
  readonly clients: Readonly<Record<string, RegionClient>>;
  /** Time limit of one request in ms; 2,000 unless given. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** What is kept in one region for the links that write it. */
interface Target {
  readonly store: LinkStore;
  readonly parked: ParkedRecords;
}

/** How old in ms a report may be before its age counts as lag: a live leader writes one at least as often. */
const STATUS_AGE_MS = 10_000;

/**
 * Asks links what moves ask of them: has everything been settled that your stream held when I asked?
 * The question and its answer are kept in the link's target region, so the one who asks need not reach the worker.
 */
export class Barriers {
  readonly #targets: ReadonlyMap<string, Target>;
  readonly #clock: Clock;

  constructor({ clients, timeoutMs = 2_000, clock = systemClock() }: BarrierOptions) {
    this.#clock = clock;
    this.#targets = new Map(
      Object.entries(clients).map(([region, client]) => {
        const bound = boundRequests(client, { clock, limitMs: timeoutMs });
        return [region, { store: new DynamoLinkStore(bound), parked: new ParkedRecords(bound) }];
      }),
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

  /** What the link's stream lost unread, until it is re-seeded. @throws what the client throws */
  async gap(link: LinkName, signal?: AbortSignal): Promise<LossWindow | undefined> {
    signal?.throwIfAborted();
    return this.#store(link).readGap(link);
  }

  /**
   * What the link's leader reported last, with the time since that report in `lagMs`. @throws what the client throws
   */
  async lag(link: LinkName, signal?: AbortSignal): Promise<LinkLag> {
    signal?.throwIfAborted();
    const status = await this.#store(link).readStatus(link);
    if (status === undefined) return { link, lagMs: undefined };
    const { lagMs, atMs, completeUpToMs, contactMs, newestWriteMs } = status;
    const sinceMs = Math.max(0, this.#clock.wallMs() - atMs - STATUS_AGE_MS);
    return {
      link,
      lagMs: lagMs === undefined ? undefined : lagMs + sinceMs,
      ...(completeUpToMs !== undefined && { completeUpToMs }),
      ...(contactMs !== undefined && { contactMs }),
      ...(newestWriteMs !== undefined && { newestWriteMs }),
    };
  }

  /**
   * How many parked records of the link are open, as they are stored now: people decide them without its leader.
   * @throws what the client throws
   */
  async parked(link: LinkName, signal?: AbortSignal): Promise<number> {
    signal?.throwIfAborted();
    return this.#target(link).parked.countOpen(link);
  }

  #store(link: LinkName): LinkStore {
    return this.#target(link).store;
  }

  #target({ target }: LinkName): Target {
    const found = this.#targets.get(target);
    if (found !== undefined) return found;
    throw new ReplicatorError('UND_REPLICATOR_OPTIONS_INVALID', {
      what: `No client was given for ${target}, where the link's records are kept.`,
      details: { target },
    });
  }
}
