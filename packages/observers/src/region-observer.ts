import { setMaxListeners } from 'node:events';
import type { Clock } from '@understudy/core';
import { conditionKind, type RegionSight } from '@understudy/findings';
import { Canary, type CanaryOptions } from './canary.ts';
import { foldLook, type RegionLook } from './fold-look.ts';
import { takeRegionLook, type LookClient } from './take-region-look.ts';

export interface RegionObserverOptions extends CanaryOptions {
  /** The data region's name. */
  readonly region: string;
  /**
   * Opens a client for one look, which is destroyed after it: `openLookClient` of a service that `@understudy/service` opened. It
   * receives the time limit of a request, in ms. What it throws says nothing of the region.
   */
  readonly open: (limitMs: number) => Promise<LookClient>;
  readonly clock: Clock;
  /** From the beginning of a look to that of the next, in ms: 500 unless given. */
  readonly everyMs?: number;
  /** How long each request of a look may take, in ms: 1,000 unless given. */
  readonly lookLimitMs?: number;
  /** An answer that took longer is `slow`, in ms: 500 unless given. */
  readonly slowMs?: number;
  /** Missed looks in a row at which a change is announced: 3 unless given. */
  readonly looks?: number;
  /**
   * Called at the first look's end, and where a look changes what the region's condition means (it answers, it does not, or nothing
   * is known of it) or whether `looks` in a row were missed. What it throws is dropped.
   */
  readonly onChange?: (sight: RegionSight) => void;
}

/**
 * Looks at one data region again and again: at a fixed cadence, whether or not earlier looks have ended. Each look counts in
 * the order in which it began.
 */
export class RegionObserver implements AsyncDisposable {
  readonly #options: Required<RegionObserverOptions>;
  readonly #canary: Canary;
  readonly #stopping = new AbortController();
  readonly #mostUnderWay: number;
  #running: Promise<void> | undefined;
  #underWay = 0;
  /** Resolves when every look that began so far was folded. */
  #folded: Promise<void> = Promise.resolve();
  #sight: RegionSight | undefined;
  #side: string | undefined;

  constructor(options: RegionObserverOptions) {
    const defaults = { everyMs: 500, lookLimitMs: 1_000, slowMs: 500, looks: 3, onChange: () => undefined };
    this.#options = { ...defaults, ...options };
    this.#canary = new Canary(options);
    // Several for each look under way.
    setMaxListeners(0, this.#stopping.signal);
    this.#mostUnderWay = Math.ceil(this.#options.lookLimitMs / this.#options.everyMs) + 1;
  }

  /** Begins to look; a second call changes nothing. */
  start(): this {
    this.#running ??= this.#run(this.#stopping.signal);
    return this;
  }

  /** How the region is seen now; `undefined` until the first look has ended. */
  sight(): RegionSight | undefined {
    return this.#sight;
  }

  /** Ends the looking, and the looks under way; resolves when their clients are destroyed. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The observer was stopped.'));
    await this.#running;
    await this.#folded;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, everyMs } = this.#options;
    let dueMs = clock.monotonicMs();
    while (!signal.aborted) {
      if (this.#underWay < this.#mostUnderWay) this.#begin(signal);
      // A process that was held up leaves out the looks that it missed.
      const nowMs = clock.monotonicMs();
      dueMs += everyMs * (Math.floor((nowMs - dueMs) / everyMs) + 1);
      await clock.sleep(dueMs - nowMs, signal).catch(() => undefined);
    }
  }

  #begin(signal: AbortSignal): void {
    const { lookLimitMs: limitMs } = this.#options;
    this.#underWay += 1;
    const looking = takeRegionLook({ ...this.#options, canary: this.#canary, limitMs, signal })
      .finally(() => (this.#underWay -= 1))
      // It throws where the observer was stopped.
      .catch(() => undefined);
    this.#folded = Promise.all([looking, this.#folded]).then(([look]) => {
      if (look !== undefined && !signal.aborted) this.#fold(look);
    });
  }

  #fold(look: RegionLook): void {
    const { looks, onChange } = this.#options;
    const sight = foldLook(this.#sight, look);
    this.#sight = sight;
    const side = `${conditionKind(sight.condition)} ${sight.missed >= looks}`;
    if (side === this.#side) return;
    this.#side = side;
    try {
      onChange(sight);
    } catch {
      // A listener that fails must not end the looking.
    }
  }
}
