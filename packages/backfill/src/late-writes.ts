import type { Clock } from '@understudy/core';

/** Until when a write whose answer nobody saw may still land: as long as its signature is valid. */
export class LateWrites {
  readonly #clock: Clock;
  readonly #maxRequestAgeMs: number;
  #untilMs = -Infinity;

  constructor(clock: Clock, maxRequestAgeMs: number) {
    this.#clock = clock;
    this.#maxRequestAgeMs = maxRequestAgeMs;
  }

  /** Takes note that one may have been sent until now. */
  note(): void {
    this.#untilMs = this.#clock.monotonicMs() + this.#maxRequestAgeMs;
  }

  /** Ms until none can land any more; 0 where none can. */
  get restMs(): number {
    return Math.max(0, this.#untilMs - this.#clock.monotonicMs());
  }
}
