import type { Outage } from './outage.ts';

/** What fails at one moment. */
export class OutagesAt {
  readonly #outages: readonly Outage[];
  readonly #nowMs: number;
  readonly #active: readonly Outage[];

  constructor(outages: readonly Outage[], nowMs: number) {
    this.#outages = outages;
    this.#nowMs = nowMs;
    this.#active = outages.filter(({ atMs, forMs }) => atMs <= nowMs && nowMs < atMs + forMs);
  }

  isDown(region: string): boolean {
    return this.#active.some((outage) => outage.what === 'region' && outage.region === region);
  }

  /** Whether the region is down, or was within the last `withinMs`. */
  wasDown(region: string, withinMs: number): boolean {
    const sinceMs = this.#nowMs - withinMs;
    return this.#outages.some(
      (outage) =>
        outage.what === 'region' &&
        outage.region === region &&
        outage.atMs <= this.#nowMs &&
        sinceMs < outage.atMs + outage.forMs,
    );
  }

  isThrottled(region: string): boolean {
    return this.#active.some((outage) => outage.what === 'throttled' && outage.region === region);
  }

  isSlow(region: string): boolean {
    return this.#active.some((outage) => outage.what === 'slow' && outage.region === region);
  }

  /** Whether the control store answers no one. */
  get isWitnessAway(): boolean {
    return this.#active.some(({ what }) => what === 'witness');
  }

  /** Whether the observer lives, runs, and is answered by the control store. */
  isWell(observer: string): boolean {
    return (
      !this.isWitnessAway &&
      !(['store', 'deaf', 'paused', 'killed'] as const).some((what) => this.befalls(what, observer))
    );
  }

  /** Whether the observer's own line to the region is cut. */
  isBlind(observer: string, region: string): boolean {
    return this.#active.some(
      (outage) => outage.what === 'line' && outage.observer === observer && outage.region === region,
    );
  }

  /** Whether that befalls the observer itself. */
  befalls(what: 'store' | 'deaf' | 'paused' | 'killed', observer: string): boolean {
    return this.#active.some((outage) => outage.what === what && outage.observer === observer);
  }
}
