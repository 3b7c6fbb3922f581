import type { Clock } from '@understudy/core';
import type { PromotedMove } from '@understudy/moves';
import type { MoveParties } from './move-parties.ts';

/** What a look at a promotion from outside found. */
export interface MoveVerification {
  /** What is wrong, for people; absent where nothing is. */
  readonly problem?: string;
  /** Wall time in ms at which the region acknowledged a write after its promotion; absent where it took none. */
  readonly firstWriteMs?: number;
}

/** Looks at a promotion from outside: the route names the region as the writer, its fence says the same, and it takes a write. */
export async function verifyMove(
  { to, epoch }: PromotedMove,
  { service, probe }: Pick<MoveParties, 'service' | 'probe'>,
  clock: Pick<Clock, 'wallMs'>,
): Promise<MoveVerification> {
  try {
    const { route } = await service.routeStore.read();
    if (route.epoch < epoch) return { problem: `the route is still in epoch ${route.epoch}` };
    const fence = await service.fences.read(to);
    if (fence === undefined || fence.epoch < epoch)
      return { problem: `the write fence in ${to} is not of epoch ${epoch}` };
    await probe.takesWrites(to);
    return { firstWriteMs: clock.wallMs() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
