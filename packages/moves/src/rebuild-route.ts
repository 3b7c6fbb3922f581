import { isUnderstudyError, promotionWaitMs } from '@understudy/core';
import {
  decideTransition,
  MOVE_STEPS,
  type FenceItem,
  type MovingRoute,
  type Route,
  type RouteSnapshot,
} from '@understudy/route';
import { answerOr } from './answer-or.ts';
import { MovesError } from './errors.ts';
import type { MoverSettings } from './options.ts';
import type { RebuildReport } from './types.ts';
import { writeFences } from './write-fences.ts';

/** More changes than a route sees before its fences follow, so that what movers of the lost store may still write loses. */
const REVISIONS_AHEAD = 1_000;

/**
 * Makes the route of a lost control store again, in the one that `settings` name, from the copy that the fences carry
 * (docs/reasoning/decisions/0027-the-route-from-its-fences.md). A move that was under way is ended as a failover to its
 * target: whether the lost store had promoted it can't be known, and the target is right in either case. Both regions
 * are fenced and every lease is waited out before that.
 * Conditions: the store has no route; the fences are of no later revision than was read.
 * @throws MovesError `UND_MOVES_ROUTE_EXISTS`, `UND_MOVES_FENCE_UNREADABLE`, `UND_MOVES_FENCE_NOT_WRITTEN`, before the
 * route is created; RouteError of the store, and the signal's reason
 */
export async function rebuildRoute(
  settings: MoverSettings,
  regions: readonly [string, string],
  signal?: AbortSignal,
): Promise<RebuildReport> {
  await assertNone(settings, signal);
  const copied = await latestCopy(settings, regions, signal);
  const endsMove = copied.route.phase === 'moving';
  const route =
    copied.route.phase === 'moving' ? await endMove(settings, copied, copied.route, signal) : copied.route;
  const { won, snapshot } = await settings.store.create(route, copied.revision + REVISIONS_AHEAD);
  if (!won) throw exists(snapshot);
  settings.telemetry.event('route.rebuilt', { ...snapshot, copiedFrom: copied.revision });
  const written = await writeFences(settings, snapshot, regions, signal);
  const unfenced = regions.filter((region) => written.get(region) !== 'written');
  return { outcome: 'rebuilt', endsMove, copiedFrom: copied.revision, snapshot, unfenced };
}

async function assertNone({ store }: MoverSettings, signal?: AbortSignal): Promise<void> {
  const stored = await store.read(signal).catch((error: unknown) => {
    if (isUnderstudyError(error, 'UND_ROUTE_NOT_FOUND')) return undefined;
    throw error;
  });
  if (stored !== undefined) throw exists(stored);
}

/** Both fences are needed: the one that can't be read may be of a later move. */
async function latestCopy(
  settings: MoverSettings,
  regions: readonly [string, string],
  signal?: AbortSignal,
): Promise<RouteSnapshot> {
  const read = await Promise.all(
    regions.map((region) =>
      answerOr<FenceItem | undefined>(
        settings,
        (ending) => settings.fences.read(region, ending),
        undefined,
        signal,
      ),
    ),
  );
  const fences = read.filter((fence) => fence !== undefined);
  if (fences.length < regions.length) {
    const unread = regions.filter((_region, at) => read[at] === undefined);
    throw unreadable(`No fence could be read in ${unread.join(' and ')}.`, { unread });
  }
  const [latest] = fences.sort((a, b) => b.revision - a.revision);
  if (latest?.route === undefined) {
    throw unreadable('The latest fence carries no copy of the route: an earlier version wrote it.', {
      latest,
    });
  }
  return { revision: latest.revision, route: latest.route };
}

/** Fences both regions, waits until no lease that the lost store gave can be left, and promotes as a failover does. */
async function endMove(
  settings: MoverSettings,
  copied: RouteSnapshot,
  route: MovingRoute,
  signal?: AbortSignal,
): Promise<Route> {
  const written = await writeFences(settings, copied, route.regions, signal);
  const missing = route.regions.filter((region) => written.get(region) !== 'written');
  if (missing.length > 0) {
    throw new MovesError('UND_MOVES_FENCE_NOT_WRITTEN', {
      what: `The fence was not written in ${missing.join(' and ')}.`,
      details: { regions: missing },
    });
  }
  await settings.clock.sleep(promotionWaitMs(settings.limits), signal);
  const { moveId } = route;
  const failover: Route = { ...route, kind: 'failover', step: 'claimed' };
  const drained = MOVE_STEPS.slice(1).reduce<Route>(
    (moving, step) => decideTransition(moving, { type: 'advance', moveId, step }),
    failover,
  );
  const { maxRequestAgeMs } = settings.limits;
  return decideTransition(drained, {
    type: 'promote',
    moveId,
    atMs: settings.clock.wallMs(),
    maxRequestAgeMs,
  });
}

function exists({ revision, route }: RouteSnapshot): MovesError {
  return new MovesError('UND_MOVES_ROUTE_EXISTS', {
    what: `The control store has a route of epoch ${route.epoch}, revision ${revision}.`,
    details: { revision, epoch: route.epoch },
  });
}

function unreadable(what: string, details: Readonly<Record<string, unknown>>): MovesError {
  return new MovesError('UND_MOVES_FENCE_UNREADABLE', { what, details });
}
