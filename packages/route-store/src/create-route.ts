import { isUnderstudyError } from '@understudy/core';
import {
  RouteError,
  fenceFor,
  firstRoute,
  type FirstRoute,
  type FenceStore,
  type RouteSnapshot,
  type RouteStore,
} from '@understudy/route';

export interface CreateRouteOptions extends FirstRoute {
  readonly store: RouteStore;
  readonly fences: FenceStore;
}

/**
 * Gives a new service its first route, and each region that has no fence its first one. What is there already stays
 * as it is, so it may be run at every start. A service whose regions have fences had a route, which was lost: a first
 * one would take the writer and the epoch from it. Conditions: those of `RouteStore.create` and `FenceStore.write`.
 * @returns the stored route.
 * @throws RouteError `UND_ROUTE_LOST`, `UND_ROUTE_STORE_UNREACHABLE`, `UND_ROUTE_STORE_REFUSED`, `UND_ROUTE_FENCE_UNREACHABLE`
 */
export async function createRoute({ store, fences, ...first }: CreateRouteOptions): Promise<RouteSnapshot> {
  const snapshot = (await storedRoute(store)) ?? (await createFirst(store, fences, first));
  const fence = fenceFor(snapshot);
  for (const region of snapshot.route.regions) {
    if ((await fences.read(region)) === undefined) await fences.write(region, fence);
  }
  return snapshot;
}

async function storedRoute(store: RouteStore): Promise<RouteSnapshot | undefined> {
  try {
    return await store.read();
  } catch (error) {
    if (isUnderstudyError(error, 'UND_ROUTE_NOT_FOUND')) return undefined;
    throw error;
  }
}

async function createFirst(store: RouteStore, fences: FenceStore, first: FirstRoute): Promise<RouteSnapshot> {
  for (const region of first.regions) {
    const fence = await fences.read(region);
    if (fence === undefined) continue;
    // Another process may have created both meanwhile.
    const stored = await storedRoute(store);
    if (stored !== undefined) return stored;
    throw new RouteError('UND_ROUTE_LOST', {
      what: `The control store has no route, and ${region} has a fence of epoch ${String(fence.epoch)}.`,
      details: { region, epoch: fence.epoch, writer: fence.writer, revision: fence.revision },
    });
  }
  return (await store.create(firstRoute(first))).snapshot;
}
