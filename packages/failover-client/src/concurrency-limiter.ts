import type { Clock } from '@understudy/core';
import type { AttemptTimer, Expiring } from './attempt-timer.ts';
import { decrease, increase, INITIAL_WINDOW, isAlone, type CongestionWindow } from './congestion-window.ts';
import { FailoverClientError } from './errors.ts';

/** The right to have one attempt in flight in a region, until it is released. */
export interface Permit {
  readonly region: string;
  /** Monotonic ms. */
  readonly sinceMs: number;
  /** How many attempts the region had answered by then. */
  readonly answeredBefore: number;
}

/** How the attempt ended: with an answer (success or error); with none in time; or in a way that says nothing about the load. */
export type Outcome = 'answered' | 'timed-out' | 'no-signal';

export interface ConcurrencyLimiterContext {
  readonly clock: Clock;
  readonly timer: Pick<AttemptTimer, 'add' | 'remove'>;
  /** After this long without an attempt (ms), the window of a region is reset. */
  readonly resetAfterMs: number;
  /** Resolves at the next change of the route; waiting requests then choose their region again. */
  readonly routeChanged: (signal: AbortSignal) => Promise<unknown>;
  readonly closed: AbortSignal;
  readonly onDecrease: (region: string, from: number, to: number) => void;
}

interface RegionQueue {
  window: CongestionWindow;
  inFlight: number;
  /** In order of arrival. */
  readonly waiting: Set<Waiter>;
  /** Start of the latest attempt that was answered, time of the last decrease, and end of the last attempt: monotonic ms. */
  answeredSinceMs: number;
  /** Attempts answered so far. */
  answered: number;
  decreasedMs: number;
  idleSinceMs: number;
  /** The error of the last attempt that timed out, until another attempt is answered. */
  lastTimeout: unknown;
}

/** Limits the attempts in flight per region by a congestion window; requests past it wait, first come, first served. */
export class ConcurrencyLimiter {
  readonly #context: ConcurrencyLimiterContext;
  readonly #queues = new Map<string, RegionQueue>();
  #following = false;

  constructor(context: ConcurrencyLimiterContext) {
    this.#context = context;
    context.closed.addEventListener('abort', () => {
      for (const waiter of this.#waiters()) waiter.fail(closedError());
    });
  }

  /**
   * A permit, unless the window is full or others are waiting.
   * @throws FailoverClientError `UND_FAILOVER_CLIENT_CLOSED`
   */
  tryAcquire(region: string): Permit | undefined {
    const { closed, clock, resetAfterMs } = this.#context;
    if (closed.aborted) throw closedError();
    const queue = this.#queue(region);
    if (queue.waiting.size > 0 || queue.inFlight >= Math.floor(queue.window.size)) return undefined;
    const sinceMs = clock.monotonicMs();
    if (queue.inFlight === 0 && sinceMs - queue.idleSinceMs >= resetAfterMs) queue.window = INITIAL_WINDOW;
    queue.inFlight += 1;
    return { region, sinceMs, answeredBefore: queue.answered };
  }

  /**
   * Waits for a permit. `undefined`: the route changed, or `endMs` (monotonic) has passed.
   * @throws FailoverClientError `UND_FAILOVER_CLIENT_CLOSED`, and the signal's reason
   */
  acquire(region: string, endMs: number, signal: AbortSignal | undefined): Promise<Permit | undefined> {
    const { timer } = this.#context;
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    const { waiting } = this.#queue(region);
    return new Promise((resolve, reject) => {
      const waiter = new Waiter(signal, {
        resolve,
        reject,
        onLeave: () => {
          waiting.delete(waiter);
          timer.remove(waiter);
        },
      });
      waiting.add(waiter);
      timer.add(waiter, endMs);
      void this.#followRoute();
    });
  }

  /** @param error what a timed-out attempt threw */
  release(permit: Permit, outcome: Outcome, error?: unknown): void {
    const { clock, onDecrease } = this.#context;
    const { region, sinceMs } = permit;
    const queue = this.#queue(region);
    const before = Math.floor(queue.window.size);
    if (outcome === 'answered') {
      queue.answered += 1;
      queue.answeredSinceMs = Math.max(queue.answeredSinceMs, sinceMs);
      queue.lastTimeout = undefined;
      if (queue.inFlight >= before) queue.window = increase(queue.window);
    } else if (outcome === 'timed-out') {
      this.#decrease(queue, permit, error);
    }
    queue.inFlight -= 1;
    if (queue.inFlight === 0) queue.idleSinceMs = clock.monotonicMs();
    for (const waiter of queue.waiting) {
      if (queue.inFlight >= Math.floor(queue.window.size)) break;
      queue.inFlight += 1;
      waiter.grant({ region, sinceMs: clock.monotonicMs(), answeredBefore: queue.answered });
    }
    if (queue.window.size < before) onDecrease(region, before, queue.window.size);
  }

  /** The error of the region's last timed-out attempt: the reason why requests had to wait. */
  lastTimeout(region: string): unknown {
    return this.#queues.get(region)?.lastTimeout;
  }

  /** Once for all attempts that were in flight together: their timeouts report the same moment. */
  #decrease(queue: RegionQueue, { sinceMs, answeredBefore }: Permit, error: unknown): void {
    if (isAlone(queue.answered - answeredBefore, queue.inFlight)) return;
    queue.lastTimeout = error;
    if (sinceMs < queue.decreasedMs) return;
    queue.window = decrease(queue.window, queue.inFlight, queue.answeredSinceMs > sinceMs);
    queue.decreasedMs = this.#context.clock.monotonicMs();
  }

  #queue(region: string): RegionQueue {
    const known = this.#queues.get(region);
    if (known !== undefined) return known;
    const queue: RegionQueue = {
      window: INITIAL_WINDOW,
      inFlight: 0,
      waiting: new Set(),
      answeredSinceMs: -Infinity,
      answered: 0,
      decreasedMs: -Infinity,
      idleSinceMs: -Infinity,
      lastTimeout: undefined,
    };
    this.#queues.set(region, queue);
    return queue;
  }

  #waiters(): readonly Waiter[] {
    return [...this.#queues.values()].flatMap(({ waiting }) => [...waiting]);
  }

  /** Runs while requests wait. A stopped lease reports no changes: the requests then wait until their deadlines. */
  async #followRoute(): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    const { routeChanged, closed } = this.#context;
    try {
      while (this.#waiters().length > 0) {
        await routeChanged(closed);
        for (const waiter of this.#waiters()) waiter.expire();
      }
    } catch {
      // The lease was stopped, or the client closed.
    } finally {
      this.#following = false;
    }
  }
}

interface WaiterContext {
  readonly resolve: (permit: Permit | undefined) => void;
  readonly reject: (reason: unknown) => void;
  readonly onLeave: () => void;
}

/** One request that waits for a permit: until it gets one, its time is over, or its caller aborts. */
class Waiter implements Expiring {
  readonly #signal: AbortSignal | undefined;
  readonly #context: WaiterContext;

  constructor(signal: AbortSignal | undefined, context: WaiterContext) {
    this.#signal = signal;
    this.#context = context;
    signal?.addEventListener('abort', this, { once: true });
  }

  grant(permit: Permit): void {
    this.#leave();
    this.#context.resolve(permit);
  }

  expire(): void {
    this.#leave();
    this.#context.resolve(undefined);
  }

  fail(reason: unknown): void {
    this.#leave();
    this.#context.reject(reason);
  }

  /** The listener of the caller's signal. */
  handleEvent(): void {
    this.fail(this.#signal?.reason);
  }

  #leave(): void {
    this.#context.onLeave();
    this.#signal?.removeEventListener('abort', this);
  }
}

function closedError(): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_CLOSED', {
    what: 'The client was destroyed while the request waited for a permit.',
  });
}
