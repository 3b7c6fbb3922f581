import type { Clock } from '@understudy/core';
import { RouteError, type FenceItem, type FenceStore } from '@understudy/route';
import { suffer, type StoreState } from './store-state.ts';

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

function unreachableFence(): RouteError {
  return new RouteError('UND_ROUTE_FENCE_UNREACHABLE', { what: 'A test made the fence so.' });
}
