import type { Clock } from '@understudy/core';

/**
 * Keeps the capacity that one region gives within so many units a second. What a request costs is known when its answer
 * is there, so an estimate is set aside before and put right afterwards; the next caller waits a debt out.
 */
export class CapacityLimit {
  readonly #clock: Clock;
  readonly #perSecond: number;
  #balance: number;
  #atMs: number;
  #estimate = 1;
  #used = 0;

  /** `perSecond` 0: no limit, the units are counted alone. */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#balance = perSecond;
    this.#atMs = clock.monotonicMs();
  }

  /** Units consumed so far. */
  get used(): number {
    return this.#used;
  }

  /**
   * Runs one request when there is capacity for it; `unitsOf` reads what it consumed from its answer.
   * @throws what the request throws, and the signal's reason
   */
  async spend<T>(
    request: () => Promise<T>,
    unitsOf: (answer: T) => number,
    signal?: AbortSignal,
  ): Promise<T> {
    const aside = await this.#setAside(signal);
    let units = 0;
    try {
      const answer = await request();
      units = unitsOf(answer);
      this.#estimate = units;
      return answer;
    } finally {
      this.#used += units;
      this.#balance += aside - units;
    }
  }

  async #setAside(signal: AbortSignal | undefined): Promise<number> {
    if (this.#perSecond === 0) return 0;
    this.#refill();
    while (this.#balance <= 0) {
      await this.#clock.sleep(Math.max(1, (-this.#balance / this.#perSecond) * 1_000), signal);
      this.#refill();
    }
    const aside = this.#estimate;
    this.#balance -= aside;
    return aside;
  }

  #refill(): void {
    const nowMs = this.#clock.monotonicMs();
    const grown = this.#balance + ((nowMs - this.#atMs) / 1_000) * this.#perSecond;
    this.#balance = Math.min(this.#perSecond, grown);
    this.#atMs = nowMs;
  }
}
