import { otherRegion } from './other-region.ts';
import type { FenceItem, RouteSnapshot, SteadyRoute } from './types.ts';

/** A region's fence, or why it is missing: `absent` where the region has none, `unread` where it did not answer. */
export type ReadFence = FenceItem | 'absent' | 'unread';

/** A route that fences show, and whether a lease may rest on it. */
export interface FencedRoute {
  readonly snapshot: RouteSnapshot;
  /** The writer's own fence confirms it: it names itself, in the same epoch. */
  readonly isConfirmed: boolean;
}

/**
 * The route that the fences of both regions show to a process that has no other (docs/reasoning/decisions/0027-the-route-from-its-fences.md):
 * the one of the higher revision, if it is a steady route's. `undefined`: a move was under way, or no fence could be read.
 * What the fence does not say is filled in on the safe side: without a copy of the route both regions count as merging.
 * A copy may be older than the route by what changes no fence, so its `merging` has too much, and never too little.
 */
export function routeOfFences(
  regions: readonly [string, string],
  fences: Readonly<Record<string, ReadFence>>,
): FencedRoute | undefined {
  const read = regions.flatMap((region) => {
    const fence = fences[region];
    return typeof fence === 'object' ? [fence] : [];
  });
  const [first, second] = read;
  const latest = second !== undefined && second.revision > (first?.revision ?? -1) ? second : first;
  if (latest === undefined || latest.moveId !== undefined || !regions.includes(latest.writer))
    return undefined;
  const own = fences[latest.writer];
  return {
    snapshot: { revision: latest.revision, route: steadyOf(regions, latest) },
    isConfirmed: typeof own === 'object' && own.epoch === latest.epoch && own.writer === latest.writer,
  };
}

function steadyOf(regions: readonly [string, string], { epoch, writer, route }: FenceItem): SteadyRoute {
  if (route?.phase === 'steady') return route;
  const unknown = { tail: 'unsettled', untilMs: Number.MAX_SAFE_INTEGER } as const;
  return {
    phase: 'steady',
    regions,
    epoch,
    writer,
    merging: [writer, otherRegion({ regions }, writer)].map((region) => ({ region, ...unknown })),
    epochs: [{ epoch, writer, fromMs: 0, untilMs: null, mergingWasEmpty: false }],
  };
}
