import type { Outage } from './outage.ts';

/** What fails at one moment. */
export class OutagesAt {
  readonly #active: readonly Outage[];

  constructor(outages: readonly Outage[], nowMs: number) {
    this.#active = outages.filter(({ atMs, forMs }) => atMs <= nowMs && nowMs < atMs + forMs);
  }

  isDown(region: string): boolean {
    return this.#active.some((outage) => outage.what === 'region' && outage.region === region);
  }

  isThrottled(region: string): boolean {
    return this.#active.some((outage) => outage.what === 'throttled' && outage.region === region);
  }

  /** Whether the observer's own line to the region is cut. */
  isBlind(observer: string, region: string): boolean {
    return this.#active.some(
      (outage) => outage.what === 'line' && outage.observer === observer && outage.region === region,
    );
  }

  /** Whether that befalls the observer itself. */
  befalls(what: 'store' | 'paused' | 'killed', observer: string): boolean {
    return this.#active.some((outage) => outage.what === what && outage.observer === observer);
  }
}
