import type { Clock } from '@understudy/core';

/**
 * Capacity units a second: a sender waits while more was consumed than the time allows, and says
 * afterwards what it took. So an answer that cost more than expected is made up for by a longer pause.
 */
export class RateLimit {
  readonly #clock: Clock;
  readonly #perMs: number;
  /** Units that may be taken now; below 0 while too much was. */
  #left: number;
  #atMs: number;
  #taken = 0;

  /** `perSecond` 0: no limit, only counting. */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perMs = perSecond / 1_000;
    this.#left = perSecond;
    this.#atMs = clock.monotonicMs();
  }

  get limited(): boolean {
    return this.#perMs > 0;
  }

  /** Units taken in all. */
  get taken(): number {
    return this.#taken;
  }

  /** Resolves when something may be sent. @throws the signal's reason */
  async room(signal: AbortSignal): Promise<void> {
    while (this.limited) {
      this.#refill();
      if (this.#left > 0) return;
      await this.#clock.sleep(Math.ceil(-this.#left / this.#perMs) + 1, signal);
    }
  }

  take(units: number): void {
    this.#taken += units;
    this.#left -= units;
  }

  /** No more than a second's worth is saved up. */
  #refill(): void {
    const nowMs = this.#clock.monotonicMs();
    this.#left = Math.min(this.#perMs * 1_000, this.#left + (nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
  }
}
