/** One who sleeps until `dueMs`. */
export interface Sleeper {
  readonly dueMs: number;
  readonly order: number;
  readonly wake: () => void;
  /** It left before it was due. */
  gone: boolean;
}

/** Those who sleep, by when they are due; of two that are due at once the one that came first. */
export class SleeperQueue {
  #size = 0;
  #order = 0;
  readonly #heap: Sleeper[] = [];

  get size(): number {
    return this.#size;
  }

  add(dueMs: number, wake: () => void): Sleeper {
    const sleeper = { dueMs, order: (this.#order += 1), wake, gone: false };
    this.#size += 1;
    const heap = this.#heap;
    let place = heap.length;
    heap.push(sleeper);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      if (other === undefined || !isBefore(sleeper, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = sleeper;
    return sleeper;
  }

  /** It stays in the heap until it would be due. */
  remove(sleeper: Sleeper): void {
    if (sleeper.gone) return;
    sleeper.gone = true;
    this.#size -= 1;
  }

  /** Takes the next that is due until `untilMs`. */
  takeDue(untilMs: number): Sleeper | undefined {
    for (let [first] = this.#heap; first !== undefined && first.dueMs <= untilMs; [first] = this.#heap) {
      const last = this.#heap.pop();
      if (last !== undefined && last !== first) this.#sink(last);
      if (first.gone) continue;
      this.remove(first);
      return first;
    }
    return undefined;
  }

  #sink(sleeper: Sleeper): void {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      let below = place * 2 + 1;
      const left = heap[below];
      const right = heap[below + 1];
      if (left === undefined) break;
      let lesser = left;
      if (right !== undefined && isBefore(right, left)) {
        lesser = right;
        below += 1;
      }
      if (!isBefore(lesser, sleeper)) break;
      heap[place] = lesser;
      place = below;
    }
    heap[place] = sleeper;
  }
}

function isBefore(one: Sleeper, other: Sleeper): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}
