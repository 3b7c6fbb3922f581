import { queueWork, type Work } from './queue-work.ts';

/** How many keys whose work has begun stay in the queue before it is cut. */
const MOST_BEGUN = 4_096;

interface OneKey<T> {
  waiting: readonly Work<T>[];
}

/**
 * Runs works of one key one after the other, in the order they came, across batches and shards, and works of different
 * keys concurrently, as many as `concurrency` allows. Works that have not begun are coalesced per key.
 */
export class KeyedQueue<T> {
  readonly #concurrency: number;
  readonly #complete: (work: Work<T>) => Promise<void>;
  readonly #byKey = new Map<string, OneKey<T>>();
  /** Keys with waiting work and none under way, first come first served. */
  #ready: [string, OneKey<T>][] = [];
  #next = 0;
  #active = 0;
  #whenIdle: (() => void)[] = [];

  /** `complete` handles every failure itself: it must not reject. */
  constructor(concurrency: number, complete: (work: Work<T>) => Promise<void>) {
    this.#concurrency = concurrency;
    this.#complete = complete;
  }

  add(work: Work<T>): void {
    const { keyText } = work.task;
    const oneKey = this.#byKey.get(keyText);
    if (oneKey !== undefined) {
      oneKey.waiting = queueWork(oneKey.waiting, work);
      return;
    }
    const opened: OneKey<T> = { waiting: [work] };
    this.#byKey.set(keyText, opened);
    this.#ready.push([keyText, opened]);
    this.#begin();
  }

  /** Drops the works that have not begun. */
  clear(): void {
    for (const [keyText] of this.#ready.slice(this.#next)) this.#byKey.delete(keyText);
    for (const oneKey of this.#byKey.values()) oneKey.waiting = [];
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

  async #work(keyText: string, oneKey: OneKey<T>): Promise<void> {
    this.#active += 1;
    const [work, ...rest] = oneKey.waiting;
    oneKey.waiting = rest;
    if (work !== undefined) await this.#complete(work);
    this.#active -= 1;
    if (oneKey.waiting.length === 0) this.#byKey.delete(keyText);
    else this.#ready.push([keyText, oneKey]);
    this.#begin();
  }
}
