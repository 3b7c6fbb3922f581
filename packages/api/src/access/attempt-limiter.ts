import type { Clock } from '@understudy/core';

export interface AttemptLimiterOptions {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Wrong tokens of one address within the window. */
  readonly most: number;
  readonly windowMs: number;
}

/** More addresses than this are forgotten. */
const MOST_ADDRESSES = 10_000;

/** Slows down who tries tokens: so many wrong ones of one address, then none is looked at until the window is over. */
export class AttemptLimiter {
  readonly #options: AttemptLimiterOptions;
  readonly #failed = new Map<string, { count: number; readonly untilMs: number }>();

  constructor(options: AttemptLimiterOptions) {
    this.#options = options;
  }

  /** How long the address has to wait, in ms; 0: it need not. */
  waitMs(address: string): number {
    const failed = this.#failed.get(address);
    if (failed === undefined) return 0;
    const leftMs = failed.untilMs - this.#options.clock.monotonicMs();
    if (leftMs <= 0) {
      this.#failed.delete(address);
      return 0;
    }
    return failed.count < this.#options.most ? 0 : leftMs;
  }

  note(address: string): void {
    const known = this.#failed.get(address);
    if (known !== undefined && known.untilMs > this.#options.clock.monotonicMs()) {
      known.count += 1;
      return;
    }
    if (this.#failed.size >= MOST_ADDRESSES) this.#failed.clear();
    this.#failed.set(address, {
      count: 1,
      untilMs: this.#options.clock.monotonicMs() + this.#options.windowMs,
    });
  }
}
