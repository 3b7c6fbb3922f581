import { isUnderstudyError, type Deadline } from '@understudy/core';
import type { RouteView, SteadyRoute } from '@understudy/route';
import type { EngineContext } from './engine-context.ts';
import { FailoverClientError } from './errors.ts';
import { refusedForGood } from './refused-for-good.ts';

/** A valid view of a steady route: the right to write to its writer until `validUntil`. */
export interface WritableView {
  readonly route: SteadyRoute;
  readonly validUntil: Deadline;
}

/** Reaching the deadline is a value; `cause` is the last error of the control store, if any. */
export type AwaitedRoute<T> = { readonly met: true; readonly value: T } | UnmetRoute;

export interface UnmetRoute {
  readonly met: false;
  readonly cause: unknown;
  /** No route is awaited: the control store refuses, until a person acts. */
  readonly isRefused: boolean;
}

/** The right to write, if it is held now. */
export function writableView(view: RouteView | undefined): WritableView | undefined {
  const route = view?.snapshot.route;
  if (view === undefined || route?.phase !== 'steady') return undefined;
  return { route, validUntil: view.validUntil };
}

/**
 * Waits for the right to write, at most until `endMs` (monotonic), and no longer than the control store's refusal leaves hope.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_CLOSED`, and the signal's reason.
 */
export async function awaitWritable(
  engine: EngineContext,
  endMs: number,
  signal: AbortSignal | undefined,
): Promise<AwaitedRoute<WritableView>> {
  return awaitView(engine, endMs, signal, () => writableView(engine.lease.view()));
}

/**
 * Waits for any view of the route at all, valid or not.
 * @throws as awaitWritable.
 */
export async function awaitSeen(
  engine: EngineContext,
  endMs: number,
  signal: AbortSignal | undefined,
): Promise<AwaitedRoute<RouteView>> {
  return awaitView(engine, endMs, signal, () => engine.lease.lastSeen());
}

async function awaitView<T>(
  { settings: { clock }, lease, closed }: EngineContext,
  endMs: number,
  signal: AbortSignal | undefined,
  look: () => T | undefined,
): Promise<AwaitedRoute<T>> {
  let cause: unknown;
  for (;;) {
    const found = look();
    if (found !== undefined) return { met: true, value: found };
    const leftMs = endMs - clock.monotonicMs();
    if (leftMs <= 0) return { met: false, cause, isRefused: false };
    const waiting = new AbortController();
    const ended = AbortSignal.any([waiting.signal, closed, ...(signal === undefined ? [] : [signal])]);
    const changed = lease.changed(ended);
    const refused = refusedForGood({ lease, clock }, ended, (error) => (cause = error));
    try {
      const passed = Promise.race([changed, clock.sleep(leftMs, ended)]).then(() => undefined);
      const refusal = await Promise.race([passed, refused]);
      if (refusal !== undefined && look() === undefined)
        return { met: false, cause: refusal, isRefused: true };
    } catch (error) {
      signal?.throwIfAborted();
      if (closed.aborted || isUnderstudyError(error, 'UND_ROUTE_LEASE_STOPPED')) {
        throw new FailoverClientError('UND_FAILOVER_CLIENT_CLOSED', {
          what: 'The client was destroyed while the request waited for a route.',
          cause: error,
        });
      }
      throw error;
    } finally {
      changed.catch(() => {});
      waiting.abort();
    }
  }
}
