import type { MoveSteps, ServiceView } from '@understudy/findings';
import { otherRegion, type MovingRoute, type SteadyRoute } from '@understudy/route';
import { declaredSteps, declaresPromotionSteps } from './declared-steps.ts';

/** The move that was under way when this orchestrator last saw one. */
export type SeenMove = Pick<MovingRoute, 'moveId' | 'kind' | 'epoch'>;

/** Steps of a promotion that is longer ago are not begun: nothing says that they are still wanted. In ms. */
const OLDEST_MS = 86_400_000;

/**
 * The plan of what follows the last promotion, where the store has no plan for it. It follows from the route: which process made the
 * move, and how far its mover came, does not matter. The first plan that is ever stored has no steps: that promotion was before the
 * topology declared any. Pure.
 */
export function planPromotion(view: ServiceView, seen: SeenMove | undefined): MoveSteps | undefined {
  const { route: sight, policy, steps, atMs } = view;
  if (sight.kind === 'unseen' || sight.snapshot.route.phase === 'moving' || !declaresPromotionSteps(policy))
    return undefined;
  const { route } = sight.snapshot;
  const stored = steps?.promotion;
  if (stored !== undefined && stored.epoch >= route.epoch) return undefined;
  const { id, kind } = moveOf(view, route, seen);
  const begunMs = route.epochs.at(-1)?.fromMs ?? 0;
  const due = stored !== undefined && atMs - begunMs < OLDEST_MS;
  return {
    of: 'promotion',
    id,
    kind,
    from: otherRegion(route, route.writer),
    to: route.writer,
    epoch: route.epoch,
    plannedMs: atMs,
    steps: due ? declaredSteps(policy, kind, 'promotion') : [],
    revision: (stored?.revision ?? 0) + 1,
  };
}

/** A steady route does not say how it came about; what else is known does, the surest first. */
function moveOf(
  { lastMove, intents }: ServiceView,
  { epoch, writer, merging }: SteadyRoute,
  seen: SeenMove | undefined,
): Pick<MoveSteps, 'id' | 'kind'> {
  if (lastMove?.epoch === epoch) return { id: lastMove.moveId, kind: lastMove.kind };
  // While a move is under way the route has the epoch of the writer that is left.
  if (seen?.epoch === epoch - 1) return { id: seen.moveId, kind: seen.kind };
  const id = `epoch-${String(epoch)}`;
  for (const { state, action } of intents)
    if (state === 'taken' && action.kind !== 'abort' && action.to === writer)
      return { id, kind: action.kind };
  return { id, kind: merging.some(({ tail }) => tail === 'unsettled') ? 'failover' : 'switchover' };
}
