import type { FenceItem, Route, RouteSnapshot, SteadyRoute } from './types.ts';

export interface FirstRoute {
  readonly regions: readonly [string, string];
  readonly writer: string;
  /** Wall time in ms. */
  readonly atMs: number;
}

/** The route of a new service: epoch 1 (0 is what was there before Understudy), steady, nothing merging. */
export function firstRoute({ regions, writer, atMs }: FirstRoute): SteadyRoute {
  return {
    phase: 'steady',
    regions,
    epoch: 1,
    writer,
    merging: [],
    epochs: [{ epoch: 1, writer, fromMs: Math.ceil(atMs), untilMs: null, mergingWasEmpty: true }],
  };
}

/**
 * The last epoch in which `region` was the writer while `merging` was empty, 0 where there was none: a removal
 * that left no tombstone is dated by it (the protocol, "A link, record by record", 2).
 */
export function lastCleanEpoch(route: Route, region: string): number {
  return (
    route.epochs.findLast(({ writer, mergingWasEmpty }) => writer === region && mergingWasEmpty)?.epoch ?? 0
  );
}

/** The fence that follows from a snapshot: while moving, already that of the epoch to come. */
export function fenceFor({ revision, route }: RouteSnapshot): FenceItem {
  return route.phase === 'moving'
    ? { epoch: route.epoch + 1, writer: route.to, revision, moveId: route.moveId }
    : { epoch: route.epoch, writer: route.writer, revision, moveId: '' };
}

/** The route's other region. */
export function otherRegion({ regions: [first, second] }: Pick<Route, 'regions'>, region: string): string {
  return region === first ? second : first;
}
