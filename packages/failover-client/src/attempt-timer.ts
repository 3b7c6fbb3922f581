import type { Clock } from '@understudy/core';

/** Something with a time limit. */
export interface Expiring {
  expire(): void;
}

/**
 * Ends attempts, and waits for permits, when their time is over. They share one sleep on the clock: a timer per request,
 * which almost none needs, would cost more than everything else that the client does.
 */
export class AttemptTimer {
  readonly #clock: Clock;
  readonly #closed: AbortSignal;
  readonly #ends = new Map<Expiring, number>();
  /** When the current sleep ends, in monotonic ms. */
  #wakeMs = Infinity;
  #sleeping = new AbortController();

  /** @param clock one that does not keep the process alive: open connections do. */
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

  /** Replaces the current sleep, which would end later. */
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
    // An attempt that is added meanwhile is visited by the same loop.
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
