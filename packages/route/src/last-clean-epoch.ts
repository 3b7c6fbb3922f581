import type { Route } from './types.ts';

/**
 * The last epoch in which `region` was the writer while `merging` was empty, 0 where there was none: a removal
 * that left no tombstone is dated by it (the protocol, "A link, record by record", 2).
 */
export function lastCleanEpoch(route: Route, region: string): number {
  return (
    route.epochs.findLast(({ writer, mergingWasEmpty }) => writer === region && mergingWasEmpty)?.epoch ?? 0
  );
}
