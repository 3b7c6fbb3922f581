import type { Clock } from '@understudy/core';

/** Something whose time may run out. */
export interface Expiring {
  expire(): void;
}

/**
 * Ends attempts, and waiting for them, when their time is over. All of them share one sleep on the clock, since a timer of its own for each
 * request, which nearly none needs, would cost more than all else that the client does.
 */
export class AttemptTimer {
  readonly #clock: Clock;
  readonly #closed: AbortSignal;
  readonly #ends = new Map<Expiring, number>();
  /** When the sleep ends. */
  #wakeMs = Infinity;
  #sleeping = new AbortController();

  /** @param clock one that does not keep the process alive: connections under way do. */
  constructor(clock: Clock, closed: AbortSignal) {
    this.#clock = clock;
    this.#closed = closed;
    closed.addEventListener('abort', () => {
      this.#sleeping.abort();
    });
  }

  /** Expires it once `endMs` (monotonic) has come, unless it is removed before. */
  add(attempt: Expiring, endMs: number): void {
    this.#ends.set(attempt, endMs);
    if (endMs < this.#wakeMs) this.#sleepUntil(endMs);
  }

  remove(attempt: Expiring): void {
    this.#ends.delete(attempt);
  }

  /** Instead of the sleep there is, which ends later. */
  #sleepUntil(wakeMs: number): void {
    this.#sleeping.abort();
    if (this.#closed.aborted) return;
    this.#wakeMs = wakeMs;
    this.#sleeping = new AbortController();
    void this.#clock.sleep(Math.max(0, wakeMs - this.#clock.monotonicMs()), this.#sleeping.signal).then(
      () => {
        this.#sweep();
      },
      () => {},
    );
  }

  #sweep(): void {
    const nowMs = this.#clock.monotonicMs();
    let nextMs = Infinity;
    // Whoever is added on the way is looked at on the way.
    this.#wakeMs = -Infinity;
    for (const [attempt, endMs] of this.#ends) {
      if (endMs > nowMs) nextMs = Math.min(nextMs, endMs);
      else {
        this.#ends.delete(attempt);
        attempt.expire();
      }
    }
    this.#wakeMs = Infinity;
    if (nextMs < Infinity) this.#sleepUntil(nextMs);
  }
}
