import type { Clock } from '../clock.ts';
import { SleeperQueue, type Sleeper } from './sleeper-queue.ts';

export interface ManualClockOptions {
  readonly monotonicMs?: number;
  readonly wallMs?: number;
  /**
   * Runs everything that is ready, at once: only for a process that can (`%PerformMicrotaskCheckpoint`), and whose code waits for
   * this clock alone. Turns of the event loop do the same unless given, and cost a hundred times as much.
   */
  readonly comeToRest?: () => void;
}

/** A clock that moves only when a test advances it: sleepers wake in the order they are due. */
export class ManualClock implements Clock {
  #nowMs: number;
  #wallOffsetMs: number;
  readonly #sleepers = new SleeperQueue();
  readonly #comeToRest: (() => void) | undefined;

  constructor({ monotonicMs = 0, wallMs = Date.UTC(2026, 0, 1), comeToRest }: ManualClockOptions = {}) {
    this.#nowMs = monotonicMs;
    this.#wallOffsetMs = wallMs - monotonicMs;
    this.#comeToRest = comeToRest;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return this.#nowMs + this.#wallOffsetMs;
  }

  /** Moves wall time alone, as a stepped or skewed system clock does. */
  skewWall(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  /**
   * Lets `ms` pass as a machine does that is suspended: wall time goes on, the monotonic clock stops, and no timer
   * wakes up. One process of several that share a clock is suspended by its `ProcessClock`.
   */
  suspend(ms: number): void {
    this.skewWall(ms);
  }

  /** How many are asleep now. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = () => {
        this.#sleepers.remove(sleeper);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper: Sleeper = this.#sleepers.add(this.#nowMs + Math.max(0, ms), wake);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Lets `ms` pass, waking who is due on the way and giving each the time to act. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    const comeToRest = this.#comeToRest;
    if (comeToRest !== undefined) {
      await fromTheLoop(() => {
        comeToRest();
        while (this.#wakeNext(untilMs)) comeToRest();
        this.#nowMs = untilMs;
        comeToRest();
      });
      return;
    }
    await settle();
    while (this.#wakeNext(untilMs)) await settle();
    this.#nowMs = untilMs;
    await settle();
  }

  #wakeNext(untilMs: number): boolean {
    const next = this.#sleepers.takeDue(untilMs);
    if (next === undefined) return false;
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    next.wake();
    return true;
  }
}

/** Lets everything that is ready to run, run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Promises come to rest only in a turn of the event loop that is none of theirs. */
function fromTheLoop(action: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        action();
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
