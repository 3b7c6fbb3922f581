import {
  RouteError,
  type CompareAndSet,
  type Route,
  type RouteSnapshot,
  type RouteStore,
} from '@understudy/route';

/** The route in this process's memory: for tests and simulations. */
export class MemoryRouteStore implements RouteStore {
  #snapshot: RouteSnapshot | undefined;

  constructor(route?: Route) {
    this.#snapshot = route === undefined ? undefined : { revision: 1, route };
  }

  async read(signal?: AbortSignal): Promise<RouteSnapshot> {
    signal?.throwIfAborted();
    return this.#stored();
  }

  /** Condition: none is there. */
  async create(route: Route, revision = 1): Promise<CompareAndSet> {
    if (this.#snapshot !== undefined) return { won: false, snapshot: this.#snapshot };
    this.#snapshot = { revision, route };
    return { won: true, snapshot: this.#snapshot };
  }

  /** Condition: the stored revision is `expected`. */
  async compareAndSet(expected: number, next: Route): Promise<CompareAndSet> {
    const stored = this.#stored();
    if (stored.revision !== expected) return { won: false, snapshot: stored };
    this.#snapshot = { revision: expected + 1, route: next };
    return { won: true, snapshot: this.#snapshot };
  }

  #stored(): RouteSnapshot {
    if (this.#snapshot === undefined) {
      throw new RouteError('UND_ROUTE_NOT_FOUND', { what: 'No route was ever written.' });
    }
    return this.#snapshot;
  }
}
