import type { RouteView } from './types.ts';

/**
 * A process's right to act on its copy of the route (`RouteLease` of `@understudy/route-store` implements this).
 * `view()` never blocks; the loop behind it reads the route every third of `leaseMs`.
 */
export interface LeaseHolder {
  /** The current view while its validity lasts, else `undefined`. */
  view(): RouteView | undefined;
  /** The last route seen, valid or not: good for reads and messages, never for writes. */
  lastSeen(): RouteView | undefined;
  /**
   * Why the control store gave no route at the last reading, also where a fence took its place; `undefined` once it did. Where a
   * holder does not know, it is absent.
   */
  lastFailure?(): unknown;
  /**
   * Reads now and gives the view that came of it. The read is sent after the call, so it shows the route of that moment or
   * later; it is shared by all who ask at once, and by all who ask while an earlier one is under way.
   */
  refresh(signal?: AbortSignal): Promise<RouteView>;
  /**
   * Resolves at the next change of view: another revision, the first view, or a view after none was valid.
   * @throws the signal's reason
   */
  changed(signal?: AbortSignal): Promise<RouteView>;
  start(): void;
  stop(): Promise<void>;
}
