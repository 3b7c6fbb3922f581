import type { Metered } from './types.ts';

/** Where a meter reads time; a test gives its own. */
export interface Gauges {
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
  /** User and system time of this process, in µs. */
  readonly cpuUs: () => number;
}

export const processGauges: Gauges = {
  nowMs: () => performance.now(),
  cpuUs: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};

/**
 * Counts what is done; measures from the moment the warm-up is done until everything is.
 * Work that is reported in lumps is measured from lump to lump.
 */
export class Meter {
  readonly #warmUp: number;
  readonly #whole: number;
  readonly #gauges: Gauges;
  #done = 0;
  #from: Metered | undefined;
  #result: Metered | undefined;

  constructor(
    { warmUp, count }: { readonly warmUp: number; readonly count: number },
    gauges: Gauges = processGauges,
  ) {
    this.#warmUp = warmUp;
    this.#whole = warmUp + count;
    this.#gauges = gauges;
  }

  add(count = 1): void {
    this.#done += count;
    if (this.#from === undefined && this.#done >= this.#warmUp) this.#from = this.#read();
    else if (this.#from !== undefined && this.#result === undefined && this.#done >= this.#whole) {
      const to = this.#read();
      this.#result = {
        count: to.count - this.#from.count,
        elapsedMs: to.elapsedMs - this.#from.elapsedMs,
        cpuUs: to.cpuUs - this.#from.cpuUs,
      };
    }
  }

  /** What was measured, or `undefined` while there is more to be done. */
  get result(): Metered | undefined {
    return this.#result;
  }

  #read(): Metered {
    return { count: this.#done, elapsedMs: this.#gauges.nowMs(), cpuUs: this.#gauges.cpuUs() };
  }
}
