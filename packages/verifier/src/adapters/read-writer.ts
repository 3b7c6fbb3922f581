import type { OpenedService } from '@understudy/service';
import { VerifierError } from '../errors.ts';
import type { Side } from '../types.ts';

/**
 * The side of the writer, where the route is steady and no region is merging.
 * @throws VerifierError `UND_VERIFIER_ROUTE_UNSETTLED`, and what the store throws
 */
export async function readWriter({ topology, routeStore, regions }: OpenedService): Promise<Side> {
  const { route } = await routeStore.read();
  if (route.phase !== 'steady' || route.merging.length > 0) {
    const { service } = topology;
    throw new VerifierError('UND_VERIFIER_ROUTE_UNSETTLED', {
      what:
        route.phase === 'moving'
          ? `The writer of ${service} is being moved from ${route.from} to ${route.to}.`
          : `${route.merging.map(({ region }) => region).join(', ')} is still merging into ${service}.`,
      details: { phase: route.phase, epoch: route.epoch },
    });
  }
  return route.writer === regions[0] ? 0 : 1;
}
