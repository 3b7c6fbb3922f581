import { isUnderstudyError, limitTime } from '@understudy/core';
import { RouteError, type RouteSnapshot, type RouteView } from '@understudy/route';
import type { LeaseSettings } from './options.ts';

/**
 * One reading of the route: a view that is valid for `usableLeaseMs` after the moment before the read was sent.
 * Where the store can't be reached, the fence of the writer region renews `known`, as long as it shows the same
 * epoch and writer; only a steady route is renewed so, since a move is for the store to end.
 * @throws RouteError what the store throws (`UND_ROUTE_STORE_UNREACHABLE` also where it never answers),
 * `UND_ROUTE_WENT_BACK`.
 */
export async function renewView(
  settings: LeaseSettings,
  known: RouteSnapshot | undefined,
  signal: AbortSignal,
): Promise<RouteView> {
  try {
    return await viewFromStore(settings, known, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isControlLoss(error)) throw error;
    const view = known === undefined ? undefined : await viewFromFence(settings, known, signal);
    if (view === undefined) throw error;
    return view;
  }
}

/** Losing the control store in whichever way: it must not stop a healthy writer. A route that is wrong must. */
function isControlLoss(error: unknown): boolean {
  return (
    isUnderstudyError(error, 'UND_ROUTE_STORE_UNREACHABLE') ||
    isUnderstudyError(error, 'UND_ROUTE_STORE_REFUSED')
  );
}

async function viewFromStore(
  { store, usableMs, controlTimeoutMs, clock }: LeaseSettings,
  known: RouteSnapshot | undefined,
  signal: AbortSignal,
): Promise<RouteView> {
  const sentMs = clock.monotonicMs();
  const answer = await limitTime((ending) => store.read(ending), {
    clock,
    limitMs: controlTimeoutMs,
    signal,
  });
  if (!answer.met) {
    throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', {
      what: `The route was not read within ${String(controlTimeoutMs)} ms.`,
    });
  }
  const snapshot = answer.value;
  if (known !== undefined && snapshot.revision < known.revision) {
    throw new RouteError('UND_ROUTE_WENT_BACK', {
      what: `The control store gave revision ${String(snapshot.revision)} after ${String(known.revision)}.`,
      details: { given: snapshot.revision, known: known.revision },
    });
  }
  return { snapshot, validUntilMs: sentMs + usableMs, renewedBy: 'store' };
}

async function viewFromFence(
  { fences, usableMs, controlTimeoutMs, clock }: LeaseSettings,
  known: RouteSnapshot,
  signal: AbortSignal,
): Promise<RouteView | undefined> {
  const { route } = known;
  if (fences === undefined || route.phase !== 'steady') return undefined;
  const sentMs = clock.monotonicMs();
  try {
    const answer = await limitTime((ending) => fences.read(route.writer, ending), {
      clock,
      limitMs: controlTimeoutMs,
      signal,
    });
    const fence = answer.met ? answer.value : undefined;
    if (fence?.epoch !== route.epoch || fence.writer !== route.writer) return undefined;
    return { snapshot: known, validUntilMs: sentMs + usableMs, renewedBy: 'fence' };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
