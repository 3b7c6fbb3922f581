import type { Clock, Limits } from '@understudy/core';

/** As long as a signed request stays valid, in ms of this process's clock, which may go faster than the one that judges it. */
export function landingMs({ maxRequestAgeMs, drift }: Pick<Limits, 'maxRequestAgeMs' | 'drift'>): number {
  return Math.ceil(maxRequestAgeMs / (1 - drift));
}

/** Until when a write whose answer was lost may still be applied: as long as its signature is valid. */
export class LateWrites {
  readonly #clock: Clock;
  readonly #landingMs: number;
  #untilMs = -Infinity;
  #lost = 0;

  constructor(clock: Clock, landing: number) {
    this.#clock = clock;
    this.#landingMs = landing;
  }

  /** Takes note that one may have been sent until now. */
  note(): void {
    this.#lost += 1;
    this.#untilMs = this.#clock.monotonicMs() + this.#landingMs;
  }

  /** How many times one was noted. */
  get lost(): number {
    return this.#lost;
  }

  /** Ms until none can land any more; 0 where none can. */
  get restMs(): number {
    return Math.max(0, this.#untilMs - this.#clock.monotonicMs());
  }
}
