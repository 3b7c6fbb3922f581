import type { FenceItem, FenceStore } from '@understudy/route';

/** The fences in this process's memory: for tests and simulations. */
export class MemoryFenceStore implements FenceStore {
  readonly #fences = new Map<string, FenceItem>();

  async read(region: string, signal?: AbortSignal): Promise<FenceItem | undefined> {
    signal?.throwIfAborted();
    return this.#fences.get(region);
  }

  /** Condition: nothing is there, or it is of no later revision. */
  async write(region: string, fence: FenceItem, signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    const stored = this.#fences.get(region);
    if (stored !== undefined && stored.revision > fence.revision) return false;
    this.#fences.set(region, fence);
    return true;
  }
}
