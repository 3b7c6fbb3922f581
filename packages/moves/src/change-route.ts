import { isDeepStrictEqual } from 'node:util';
import { isUnderstudyError, retry } from '@understudy/core';
import { decideTransition, type CompareAndSet, type RouteSnapshot, type Transition } from '@understudy/route';
import type { MoverSettings } from './options.ts';

const BACKOFF = { firstMs: 100, mostMs: 2_000 };

/**
 * Reads the route, with at most `storeAttempts` attempts while the control store can't be reached.
 * @throws RouteError of the store, and the signal's reason.
 */
export async function readRoute(settings: MoverSettings, signal?: AbortSignal): Promise<RouteSnapshot> {
  return withRetries(settings, () => settings.store.read(signal), signal);
}

/**
 * Applies `transition` to the snapshot. Condition: the stored revision is the snapshot's. Losing is a value, with the
 * route that is stored instead. Where an answer was lost and the write is sent again, a stored route that equals ours
 * counts as won.
 * @throws RouteError of the store or, where the transition is not legal, of `decideTransition`; the signal's reason.
 */
export async function changeRoute(
  settings: MoverSettings,
  { revision, route }: RouteSnapshot,
  transition: Transition,
  signal?: AbortSignal,
): Promise<CompareAndSet> {
  const next = decideTransition(route, transition);
  const set = await withRetries(settings, () => settings.store.compareAndSet(revision, next), signal);
  const ours = set.snapshot.revision === revision + 1 && isDeepStrictEqual(set.snapshot.route, next);
  return ours ? { won: true, snapshot: set.snapshot } : set;
}

async function withRetries<T>(
  { clock, randomness, storeAttempts }: MoverSettings,
  action: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return retry(action, {
    ...BACKOFF,
    clock,
    randomness,
    attempts: storeAttempts,
    shouldRetry: (error) => isUnderstudyError(error, 'UND_ROUTE_STORE_UNREACHABLE'),
    ...(signal === undefined ? {} : { signal }),
  });
}
