import type { Clock } from '@understudy/core';
import type { CompareAndSet, Route, RouteSnapshot, RouteStore } from '@understudy/route';
import { suffer, type StoreState } from './store-state.ts';

/** A store whose answers a test delays, withholds or forges. A read answers with what was stored when it arrived. */
export class FaultyStore implements RouteStore {
  state: StoreState = 'well';
  /** How long a read is under way to the store, in ms. */
  arrivalMs = 0;
  /** How long its answer is under way, in ms. */
  delayMs = 0;
  /** Given instead of what is stored. */
  lie: RouteSnapshot | undefined;
  reads = 0;
  readonly #inner: RouteStore;
  readonly #clock: Clock;

  constructor(inner: RouteStore, clock: Clock) {
    this.#inner = inner;
    this.#clock = clock;
  }

  async read(signal?: AbortSignal): Promise<RouteSnapshot> {
    this.reads += 1;
    await suffer(this.state);
    if (this.arrivalMs > 0) await this.#clock.sleep(this.arrivalMs, signal);
    const snapshot = this.lie ?? (await this.#inner.read(signal));
    if (this.delayMs > 0) await this.#clock.sleep(this.delayMs, signal);
    return snapshot;
  }

  async create(route: Route, revision?: number): Promise<CompareAndSet> {
    await suffer(this.state);
    return this.#inner.create(route, revision);
  }

  async compareAndSet(expected: number, next: Route): Promise<CompareAndSet> {
    await suffer(this.state);
    return this.#inner.compareAndSet(expected, next);
  }
}
