import type { Clock } from '@understudy/core';
import type { LinkBarriers, LinkLag, LinkName, LossWindow } from '@understudy/links';
import type { RegionProbe } from '../types.ts';

/** Regions that a test takes away and brings back. */
export interface Outages {
  isDown(region: string): boolean;
}

export interface BarrierRequest {
  readonly link: LinkName;
  readonly token: string;
  /** Monotonic ms of its first request. */
  readonly atMs: number;
}

export interface MemoryLinksOptions {
  readonly clock: Clock;
  readonly outages: Outages;
}

/**
 * Links in memory: each settles what its stream held `settleMs` after a barrier was first requested, while both of
 * its regions are up; their records stand in the target region, as real ones do.
 */
export class MemoryLinks implements LinkBarriers {
  settleMs = 50;
  /** What every link lost of its stream. */
  lost: LossWindow | undefined;
  /** Said of every link; `undefined` is said, too. */
  lagMs: number | undefined = 20;
  /** Said of every link, where it is given. */
  times: Pick<LinkLag, 'completeUpToMs' | 'contactMs'> = {};
  /** Open parked records, said of every link. */
  parkedRecords = 0;
  readonly requests: BarrierRequest[] = [];
  readonly #standing = new Map<string, BarrierRequest>();
  readonly #reached = new Set<string>();
  readonly #clock: Clock;
  readonly #outages: Outages;

  constructor({ clock, outages }: MemoryLinksOptions) {
    this.#clock = clock;
    this.#outages = outages;
  }

  async request(link: LinkName, token: string): Promise<void> {
    this.#reach(link);
    if (this.standing(link)?.token === token) return;
    const request = { link, token, atMs: this.#clock.monotonicMs() };
    this.requests.push(request);
    this.#standing.set(nameOf(link), request);
  }

  async reached(link: LinkName, token: string): Promise<boolean> {
    this.#reach(link);
    const standing = this.standing(link);
    const reached =
      standing?.token === token &&
      !this.#outages.isDown(link.source) &&
      this.#clock.monotonicMs() >= standing.atMs + this.settleMs;
    if (reached) this.#reached.add(`${nameOf(link)} ${token}`);
    return reached;
  }

  /** Whether the link has ever said so. */
  wasReached(link: LinkName, token: string): boolean {
    return this.#reached.has(`${nameOf(link)} ${token}`);
  }

  async gap(link: LinkName): Promise<LossWindow | undefined> {
    this.#reach(link);
    return this.lost;
  }

  async lag(link: LinkName): Promise<LinkLag> {
    this.#reach(link);
    return { link, lagMs: this.lagMs, ...this.times };
  }

  async parked(link: LinkName): Promise<number> {
    this.#reach(link);
    return this.parkedRecords;
  }

  /** The current barrier of a link. */
  standing(link: LinkName): BarrierRequest | undefined {
    return this.#standing.get(nameOf(link));
  }

  #reach({ target }: LinkName): void {
    if (this.#outages.isDown(target)) throw new Error(`${target} is down.`);
  }
}

/** Finds a region healthy unless a test has taken it away. */
export class MemoryProbe implements RegionProbe {
  readonly #outages: Outages;

  constructor(outages: Outages) {
    this.#outages = outages;
  }

  async takesWrites(region: string): Promise<boolean> {
    return !this.#outages.isDown(region);
  }
}

function nameOf({ table, source, target }: LinkName): string {
  return `${table}|${source}|${target}`;
}
