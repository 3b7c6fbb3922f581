import { queueWork, type Work } from './order-tasks.ts';

/** How many lanes that were begun stay in the queue before it is cut. */
const MOST_BEGUN = 4_096;

interface Lane<T> {
  waiting: readonly Work<T>[];
}

/**
 * Works of one key one after the other, in the order they came, across batches and shards; works of different keys
 * side by side, as many as `concurrency` allows. Works that nobody has begun are coalesced per key.
 */
export class KeyedQueue<T> {
  readonly #concurrency: number;
  readonly #settle: (work: Work<T>) => Promise<void>;
  readonly #lanes = new Map<string, Lane<T>>();
  /** Lanes with something to do and nobody at it, first come first served. */
  #ready: [string, Lane<T>][] = [];
  #next = 0;
  #active = 0;
  #whenIdle: (() => void)[] = [];

  /** `settle` must not reject: what happens to a work that fails is its business. */
  constructor(concurrency: number, settle: (work: Work<T>) => Promise<void>) {
    this.#concurrency = concurrency;
    this.#settle = settle;
  }

  /** Works under way. */
  get active(): number {
    return this.#active;
  }

  add(work: Work<T>): void {
    const { keyText } = work.task;
    const lane = this.#lanes.get(keyText);
    if (lane !== undefined) {
      lane.waiting = queueWork(lane.waiting, work);
      return;
    }
    const opened: Lane<T> = { waiting: [work] };
    this.#lanes.set(keyText, opened);
    this.#ready.push([keyText, opened]);
    this.#begin();
  }

  /** Drops what nobody has begun. */
  clear(): void {
    for (const [keyText] of this.#ready.slice(this.#next)) this.#lanes.delete(keyText);
    for (const lane of this.#lanes.values()) lane.waiting = [];
    this.#ready = [];
    this.#next = 0;
  }

  /** Resolves when nothing is under way and nothing waits. */
  drained(): Promise<void> {
    return this.#active === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #begin(): void {
    while (this.#active < this.#concurrency && this.#next < this.#ready.length) {
      const entry = this.#ready[this.#next];
      this.#next += 1;
      if (entry !== undefined) void this.#work(...entry);
    }
    if (this.#next === this.#ready.length || this.#next > MOST_BEGUN) {
      this.#ready = this.#ready.slice(this.#next);
      this.#next = 0;
    }
    if (this.#active === 0) for (const wake of this.#whenIdle.splice(0)) wake();
  }

  async #work(keyText: string, lane: Lane<T>): Promise<void> {
    this.#active += 1;
    const [work, ...rest] = lane.waiting;
    lane.waiting = rest;
    if (work !== undefined) await this.#settle(work);
    this.#active -= 1;
    if (lane.waiting.length === 0) this.#lanes.delete(keyText);
    else this.#ready.push([keyText, lane]);
    this.#begin();
  }
}
