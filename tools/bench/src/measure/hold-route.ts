import { defaultLimits } from '@understudy/core';
import { firstRoute, type FenceStore } from '@understudy/route';
import { MemoryFenceStore, MemoryRouteStore, RouteLease } from '@understudy/route-store';

export interface HeldRoute extends AsyncDisposable {
  readonly lease: RouteLease;
  readonly fences: FenceStore;
}

/**
 * A steady route with a valid lease on it, kept in memory: a real one is read every three seconds, which
 * costs next to nothing and would only add noise.
 */
export async function holdRoute(writer: string, standby: string): Promise<HeldRoute> {
  const store = new MemoryRouteStore(firstRoute({ regions: [writer, standby], writer, atMs: Date.now() }));
  const fences = new MemoryFenceStore();
  const lease = new RouteLease({ store, fences, limits: defaultLimits });
  lease.start();
  await lease.refresh();
  return { lease, fences, [Symbol.asyncDispose]: () => lease.stop() };
}
