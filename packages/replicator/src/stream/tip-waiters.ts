import { extendRun, isTip, type EmptyRun, type TipLimits } from './empty-run.ts';

interface TipWaiter {
  run: EmptyRun | undefined;
  readonly limits: TipLimits;
  readonly resolve: () => void;
}

/** One answer of the shard, and who waited when it was asked for. */
export interface TipAnswer {
  readonly waiting: readonly TipWaiter[];
  readonly sentMs: number;
  readonly empty: boolean;
}

/** Barriers that wait until a shard was seen at its tip by reads that were all sent after the barrier. */
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

  /** Resolves when reads sent after the call have seen the tip. @throws the signal's reason */
  wait(limits: TipLimits, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: TipWaiter = { run: undefined, limits, resolve };
      this.#waiters = [...this.#waiters, waiter];
      const onAbort = () => {
        this.#remove(waiter);
        reject(signal.reason as Error);
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Counts an answer for those who waited when it was asked for; one with records starts their count again. */
  answered({ waiting, sentMs, empty }: TipAnswer): void {
    for (const waiter of waiting) {
      waiter.run = extendRun(waiter.run, { sentMs, empty });
      if (!isTip(waiter.run, waiter.limits)) continue;
      this.#remove(waiter);
      waiter.resolve();
    }
  }

  /** The shard was opened again: another iterator begins to count again. */
  restart(): void {
    for (const waiter of this.#waiters) waiter.run = undefined;
  }

  #remove(waiter: TipWaiter): void {
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
  }
}
