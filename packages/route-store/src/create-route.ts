import {
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
 * as it is, so it may be run at every start. Conditions: those of `RouteStore.create` and `FenceStore.write`.
 * @returns the stored route.
 * @throws RouteError `UND_ROUTE_STORE_UNREACHABLE`, `UND_ROUTE_STORE_REFUSED`, `UND_ROUTE_FENCE_UNREACHABLE`
 */
export async function createRoute({ store, fences, ...first }: CreateRouteOptions): Promise<RouteSnapshot> {
  const { snapshot } = await store.create(firstRoute(first));
  const fence = fenceFor(snapshot);
  for (const region of snapshot.route.regions) {
    if ((await fences.read(region)) === undefined) await fences.write(region, fence);
  }
  return snapshot;
}
