import { setFlagsFromString } from 'node:v8';

/** More than any history has: past it, something goes round and round. */
const MOST_EVENTS = 100_000;

/** Something that is due at a moment of the history. */
export interface Due {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * The one thread of a history: what is due happens in the order of its time, and what it wakes in the code comes to
 * rest before the next thing happens.
 */
export class Scheduler {
  #nowMs = 0;
  #order = 0;
  #events = 0;
  readonly #heap: Due[] = [];

  /** Virtual ms since the history began. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many things have happened. */
  get events(): number {
    return this.#events;
  }

  at(atMs: number, run: () => void): Due {
    const due: Due = { atMs: Math.max(atMs, this.#nowMs), order: (this.#order += 1), run };
    const heap = this.#heap;
    let place = heap.length;
    heap.push(due);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      if (other === undefined || !before(due, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = due;
    return due;
  }

  after(ms: number, run: () => void): Due {
    return this.at(this.#nowMs + Math.max(0, ms), run);
  }

  /**
   * Runs what is due until `isOver` says so, nothing is left, or `untilMs` has come. `false` where it was the time.
   * To be called from the event loop itself (`fromTheLoop`), not from a promise's continuation.
   */
  run(untilMs: number, isOver: () => boolean): boolean {
    for (;;) {
      comeToRest();
      if (isOver()) return true;
      const next = this.#take(untilMs);
      if (next === undefined) {
        this.#nowMs = Math.max(this.#nowMs, untilMs);
        return false;
      }
      this.#nowMs = next.atMs;
      this.#events += 1;
      if (this.#events > MOST_EVENTS) return false;
      next.run?.();
    }
  }

  #take(untilMs: number): Due | undefined {
    const heap = this.#heap;
    for (;;) {
      const first = heap[0];
      if (first === undefined || first.atMs > untilMs) return undefined;
      const last = heap.pop();
      if (last !== undefined && last !== first) sink(heap, last);
      if (first.run !== undefined) return first;
    }
  }
}

function sink(heap: Due[], due: Due): void {
  let place = 0;
  for (;;) {
    let below = place * 2 + 1;
    const left = heap[below];
    const right = heap[below + 1];
    if (left === undefined) break;
    let lesser = left;
    if (right !== undefined && before(right, left)) {
      lesser = right;
      below += 1;
    }
    if (!before(lesser, due)) break;
    heap[place] = lesser;
    place = below;
  }
  heap[place] = due;
}

function before(one: Due, other: Due): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

setFlagsFromString('--allow-natives-syntax');

/**
 * Every promise that can go on has gone on when this returns. A turn of Node's event loop does the same, at a hundred
 * times the cost.
 */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- a native of the engine, which no parser but its own knows
const comeToRest = new Function('%PerformMicrotaskCheckpoint()') as () => void;

/** Calls `action` from the event loop. */
export function fromTheLoop<T>(action: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(action());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
