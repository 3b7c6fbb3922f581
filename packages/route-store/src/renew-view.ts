import { deadlineAfter, hasPassed, isUnderstudyError, limitTime } from '@understudy/core';
import { RouteError, routeOfFences, type RouteSnapshot, type RouteView } from '@understudy/route';
import type { LeaseSettings } from './options.ts';
import { readFences } from './read-fences.ts';

/** What one reading gave. */
export interface Reading {
  readonly view: RouteView;
  /** The error of the control store, where fences gave the view. */
  readonly error?: RouteError;
  /** Whether the view is good for reads alone. */
  readonly isPast?: boolean;
}

/**
 * One reading of the route: a view that is valid for `usableLeaseMs` after the moment before the read was sent.
 * Where the store can't be reached, the fence of the writer region renews `known`, as long as it shows the same
 * epoch and writer; only a steady route is renewed so, since a move is for the store to end. Where it can't, the fences
 * of both regions may show a route of a later revision, or the first one.
 * @throws RouteError what the store throws (`UND_ROUTE_STORE_UNREACHABLE` also where it never answers),
 * `UND_ROUTE_WENT_BACK`.
 */
export async function renewView(
  settings: LeaseSettings,
  known: RouteSnapshot | undefined,
  signal: AbortSignal,
): Promise<Reading> {
  try {
    return { view: await viewFromStore(settings, known, signal) };
  } catch (error) {
    signal.throwIfAborted();
    if (!isControlLoss(error)) throw error;
    const view = known === undefined ? undefined : await viewFromFence(settings, known, signal);
    if (view !== undefined) return { view, error };
    const begun = await beginByFences(settings, known, signal);
    if (begun === undefined) throw error;
    return { view: begun, error, isPast: hasPassed(begun.validUntil, settings.clock) };
  }
}

/** Losing the control store in whichever way: it must not stop a healthy writer. A route that is wrong must. */
function isControlLoss(error: unknown): error is RouteError {
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
  const validUntil = deadlineAfter(usableMs, clock);
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
  return { snapshot, validUntil, renewedBy: 'store' };
}

async function viewFromFence(
  { fences, continues, usableMs, controlTimeoutMs, clock }: LeaseSettings,
  known: RouteSnapshot,
  signal: AbortSignal,
): Promise<RouteView | undefined> {
  const { route } = known;
  if (fences === undefined || !continues || route.phase !== 'steady') return undefined;
  const validUntil = deadlineAfter(usableMs, clock);
  try {
    const answer = await limitTime((ending) => fences.read(route.writer, ending), {
      clock,
      limitMs: controlTimeoutMs,
      signal,
    });
    const fence = answer.met ? answer.value : undefined;
    if (fence?.epoch !== route.epoch || fence.writer !== route.writer) return undefined;
    return { snapshot: known, validUntil, renewedBy: 'fence' };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** A view of what the fences of both regions show; it has passed already where no lease may rest on it. */
async function beginByFences(
  { fences, beginByFences: regions, continues, usableMs, controlTimeoutMs, clock }: LeaseSettings,
  known: RouteSnapshot | undefined,
  signal: AbortSignal,
): Promise<RouteView | undefined> {
  if (fences === undefined || regions === undefined) return undefined;
  const [valid, past] = [deadlineAfter(usableMs, clock), deadlineAfter(0, clock)];
  const read = await readFences({ fences, regions, limitMs: controlTimeoutMs, clock }, signal);
  const fenced = routeOfFences(regions, read);
  if (fenced === undefined || fenced.snapshot.revision <= (known?.revision ?? 0)) return undefined;
  const validUntil = continues && fenced.isConfirmed ? valid : past;
  return { snapshot: fenced.snapshot, validUntil, renewedBy: 'fence' };
}
