import { isUnderstudyError, retry, systemRandomness, type Clock } from '@understudy/core';
import type { Route, RouteStore } from '@understudy/route';

export interface ReadRouteOptions {
  readonly routeStore: Pick<RouteStore, 'read'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const ATTEMPTS = 20;

/** Reads the route; on a busy machine a read of the control store may time out, so it is tried again. */
export async function readRoute({ routeStore, clock, signal }: ReadRouteOptions): Promise<Route> {
  const { route } = await retry(() => routeStore.read(signal), {
    clock,
    randomness: systemRandomness,
    signal,
    attempts: ATTEMPTS,
    firstMs: 50,
    mostMs: 500,
    shouldRetry: (error) => isUnderstudyError(error, 'UND_ROUTE_STORE_UNREACHABLE'),
  });
  return route;
}
