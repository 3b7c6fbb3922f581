import type { PromotedMove } from '@understudy/moves';
import type { MoveParties } from './move-parties.ts';

/**
 * Looks at a promotion from outside: the route names the region as the writer, its fence says the same, and it takes
 * a write. @returns what is wrong, for people; `undefined` where nothing is
 */
export async function verifyMove(
  { to, epoch }: PromotedMove,
  { service, probe }: Pick<MoveParties, 'service' | 'probe'>,
): Promise<string | undefined> {
  try {
    const { route } = await service.routeStore.read();
    if (route.epoch < epoch) return `the route is still in epoch ${route.epoch}`;
    const fence = await service.fences.read(to);
    if (fence === undefined || fence.epoch < epoch)
      return `the write fence in ${to} is not of epoch ${epoch}`;
    await probe.takesWrites(to);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
