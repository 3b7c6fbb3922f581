import type { FenceItem, RouteSnapshot } from './types.ts';

/** The fence that follows from a snapshot: while moving, already that of the epoch to come. */
export function fenceFor({ revision, route }: RouteSnapshot): FenceItem {
  return route.phase === 'moving'
    ? { epoch: route.epoch + 1, writer: route.to, revision, moveId: route.moveId, route }
    : { epoch: route.epoch, writer: route.writer, revision, route };
}
