import type { Clock } from '@understudy/core';
import { RouteError } from '../errors.ts';
import type { CompareAndSet, FenceItem, FenceStore, Route, RouteSnapshot, RouteStore } from '../types.ts';

/** `unreachable` fails at once; `silent` never answers; `refused` says no. */
export type StoreState = 'well' | 'unreachable' | 'silent' | 'refused';

/** A store whose answers a test delays, withholds or forges. A read answers with what stood when it arrived. */
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

  async create(route: Route): Promise<CompareAndSet> {
    await suffer(this.state);
    return this.#inner.create(route);
  }

  async compareAndSet(expected: number, next: Route): Promise<CompareAndSet> {
    await suffer(this.state);
    return this.#inner.compareAndSet(expected, next);
  }
}

/** Fences of which a test delays or withholds the answers, in all regions or in some. */
export class FaultyFences implements FenceStore {
  state: StoreState = 'well';
  arrivalMs = 0;
  delayMs = 0;
  readonly #inner: FenceStore;
  readonly #clock: Clock;
  readonly #isDown: (region: string) => boolean;

  /** `isDown`: whether a test has taken the region away just now. */
  constructor(inner: FenceStore, clock: Clock, isDown: (region: string) => boolean = () => false) {
    this.#inner = inner;
    this.#clock = clock;
    this.#isDown = isDown;
  }

  async read(region: string, signal?: AbortSignal): Promise<FenceItem | undefined> {
    await this.#suffer(region);
    if (this.arrivalMs > 0) await this.#clock.sleep(this.arrivalMs, signal);
    const fence = await this.#inner.read(region, signal);
    if (this.delayMs > 0) await this.#clock.sleep(this.delayMs, signal);
    return fence;
  }

  async write(region: string, fence: FenceItem, signal?: AbortSignal): Promise<boolean> {
    await this.#suffer(region);
    return this.#inner.write(region, fence, signal);
  }

  async #suffer(region: string): Promise<void> {
    if (this.#isDown(region)) throw unreachableFence();
    try {
      await suffer(this.state);
    } catch {
      throw unreachableFence();
    }
  }
}

async function suffer(state: StoreState): Promise<void> {
  switch (state) {
    case 'well':
      return;
    case 'silent':
      return new Promise<never>(() => {});
    case 'unreachable':
    case 'refused':
      throw new RouteError(state === 'refused' ? 'UND_ROUTE_STORE_REFUSED' : 'UND_ROUTE_STORE_UNREACHABLE', {
        what: 'A test made the store so.',
      });
  }
}

function unreachableFence(): RouteError {
  return new RouteError('UND_ROUTE_FENCE_UNREACHABLE', { what: 'A test made the fence so.' });
}
