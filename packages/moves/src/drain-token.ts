import type { MovingRoute } from '@understudy/route';

/** The name under which a move's drain is requested: only a mover that has waited in full requests it. */
export function drainToken({ moveId }: Pick<MovingRoute, 'moveId'>): string {
  return `drain|${moveId}`;
}
