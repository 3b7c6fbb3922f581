interface TipWaiter {
  left: number;
  readonly times: number;
  readonly resolve: () => void;
}

/** Barriers that wait until a shard has come back empty several times in a row. */
export class TipWaiters {
  #waiters: readonly TipWaiter[] = [];

  /** Whether none waits. */
  get none(): boolean {
    return this.#waiters.length === 0;
  }

  /** The waiters of now: a read that is sent after the call counts for them. */
  now(): readonly TipWaiter[] {
    return this.#waiters;
  }

  /** Resolves after `times` empty answers in a row. @throws the signal's reason */
  wait(times: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: TipWaiter = { left: times, times, resolve };
      this.#waiters = [...this.#waiters, waiter];
      const onAbort = () => {
        this.#remove(waiter);
        reject(signal.reason as Error);
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Counts an answer for the waiters of when its read was sent; one with records starts their count again. */
  answered(waiting: readonly TipWaiter[], empty: boolean): void {
    for (const waiter of waiting) {
      waiter.left = empty ? waiter.left - 1 : waiter.times;
      if (waiter.left > 0) continue;
      this.#remove(waiter);
      waiter.resolve();
    }
  }

  /** Resolves all: the shard was read to its end. */
  release(): void {
    for (const { resolve } of this.#waiters) resolve();
    this.#waiters = [];
  }

  #remove(waiter: TipWaiter): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
  }
}
