import type { Clock } from '@understudy/core';
import { FailoverClientError } from './errors.ts';
import { FIRST_WINDOW, narrow, widen, type Window } from './size-window.ts';
import type { AttemptTimer, Expiring } from './time-attempts.ts';

/** The right to have one attempt under way in a region, until it is given back. */
export interface Place {
  readonly region: string;
  /** Monotonic ms. */
  readonly sinceMs: number;
}

/** What came of the attempt: an answer, of success or not; none in time; or nothing that tells how busy the region is. */
export type Outcome = 'answered' | 'overtime' | 'untold';

export interface AdmissionOptions {
  readonly clock: Clock;
  readonly timer: Pick<AttemptTimer, 'add' | 'remove'>;
  /** Without an attempt for so long (ms), what a region took before says nothing of what it takes now. */
  readonly restMs: number;
  /** Resolves at the next change of the route; those who wait for a place then look where they want one. */
  readonly routeChanged: (signal: AbortSignal) => Promise<unknown>;
  readonly closed: AbortSignal;
  readonly onNarrowed: (region: string, from: number, to: number) => void;
}

interface Room {
  window: Window;
  underWay: number;
  /** In the order they came. */
  readonly waiting: Set<Waiter>;
  /** When the last of the answered attempts left, the window was narrowed last, and the last attempt ended: monotonic ms. */
  answeredSinceMs: number;
  narrowedMs: number;
  idleSinceMs: number;
  /** What the last one was told that was over its time, until another is answered. */
  lastOvertime: unknown;
}

/** Gives each region's places to attempts, first come, first served. */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #rooms = new Map<string, Room>();
  #following = false;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    options.closed.addEventListener('abort', () => {
      for (const waiter of this.#waiters()) waiter.fail(closedError());
    });
  }

  /**
   * A place, where one is free and nobody waits for it.
   * @throws FailoverClientError `UND_FAILOVER_CLIENT_CLOSED`
   */
  enter(region: string): Place | undefined {
    if (this.#options.closed.aborted) throw closedError();
    const room = this.#room(region);
    if (room.waiting.size > 0 || room.underWay >= Math.floor(room.window.size)) return undefined;
    const sinceMs = this.#options.clock.monotonicMs();
    if (room.underWay === 0 && sinceMs - room.idleSinceMs >= this.#options.restMs) room.window = FIRST_WINDOW;
    room.underWay += 1;
    return { region, sinceMs };
  }

  /**
   * Waits for a place. `undefined`: the route changed, or `endMs` (monotonic) came.
   * @throws FailoverClientError `UND_FAILOVER_CLIENT_CLOSED`, and the signal's reason
   */
  turn(region: string, endMs: number, signal: AbortSignal | undefined): Promise<Place | undefined> {
    const { timer } = this.#options;
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    const { waiting } = this.#room(region);
    return new Promise((resolve, reject) => {
      const waiter = new Waiter(signal, {
        resolve,
        reject,
        left: () => {
          waiting.delete(waiter);
          timer.remove(waiter);
        },
      });
      waiting.add(waiter);
      timer.add(waiter, endMs);
      void this.#followRoute();
    });
  }

  /** @param error what was thrown, of an attempt that was over its time */
  leave({ region, sinceMs }: Place, outcome: Outcome, error?: unknown): void {
    const room = this.#room(region);
    const before = Math.floor(room.window.size);
    if (outcome === 'answered') {
      room.answeredSinceMs = Math.max(room.answeredSinceMs, sinceMs);
      room.lastOvertime = undefined;
      if (room.underWay >= before) room.window = widen(room.window);
    } else if (outcome === 'overtime') {
      this.#narrow(room, sinceMs, error);
    }
    room.underWay -= 1;
    if (room.underWay === 0) room.idleSinceMs = this.#options.clock.monotonicMs();
    for (const waiter of room.waiting) {
      if (room.underWay >= Math.floor(room.window.size)) break;
      room.underWay += 1;
      waiter.enter({ region, sinceMs: this.#options.clock.monotonicMs() });
    }
    if (room.window.size < before) this.#options.onNarrowed(region, before, room.window.size);
  }

  /** What was thrown by the attempt that was last over its time in a region: the reason why others had to wait. */
  lastOvertime(region: string): unknown {
    return this.#rooms.get(region)?.lastOvertime;
  }

  /** Once for all that were under way together: they tell of the same moment. */
  #narrow(room: Room, sinceMs: number, error: unknown): void {
    room.lastOvertime = error;
    if (sinceMs < room.narrowedMs) return;
    room.window = narrow(room.window, room.underWay, room.answeredSinceMs > sinceMs);
    room.narrowedMs = this.#options.clock.monotonicMs();
  }

  #room(region: string): Room {
    const known = this.#rooms.get(region);
    if (known !== undefined) return known;
    const room: Room = {
      window: FIRST_WINDOW,
      underWay: 0,
      waiting: new Set(),
      answeredSinceMs: -Infinity,
      narrowedMs: -Infinity,
      idleSinceMs: -Infinity,
      lastOvertime: undefined,
    };
    this.#rooms.set(region, room);
    return room;
  }

  #waiters(): readonly Waiter[] {
    return [...this.#rooms.values()].flatMap(({ waiting }) => [...waiting]);
  }

  /** While somebody waits. A lease that was stopped tells of no change: then the ends of those who wait are what is left. */
  async #followRoute(): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    const { routeChanged, closed } = this.#options;
    try {
      while (this.#waiters().length > 0) {
        await routeChanged(closed);
        for (const waiter of this.#waiters()) waiter.expire();
      }
    } catch {
      // Stopped, or closed.
    } finally {
      this.#following = false;
    }
  }
}

interface WaiterActs {
  readonly resolve: (place: Place | undefined) => void;
  readonly reject: (reason: unknown) => void;
  readonly left: () => void;
}

/** One who waits for a place: until there is one, its time is over, or its caller gives up. */
class Waiter implements Expiring {
  readonly #signal: AbortSignal | undefined;
  readonly #acts: WaiterActs;

  constructor(signal: AbortSignal | undefined, acts: WaiterActs) {
    this.#signal = signal;
    this.#acts = acts;
    signal?.addEventListener('abort', this, { once: true });
  }

  enter(place: Place): void {
    this.#leave();
    this.#acts.resolve(place);
  }

  expire(): void {
    this.#leave();
    this.#acts.resolve(undefined);
  }

  fail(reason: unknown): void {
    this.#leave();
    this.#acts.reject(reason);
  }

  /** This is the listener of the caller's signal. */
  handleEvent(): void {
    this.fail(this.#signal?.reason);
  }

  #leave(): void {
    this.#acts.left();
    this.#signal?.removeEventListener('abort', this);
  }
}

function closedError(): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_CLOSED', {
    what: 'The client was destroyed while the request waited for its turn.',
  });
}
