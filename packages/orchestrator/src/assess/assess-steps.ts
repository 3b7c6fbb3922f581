import type { Directives, Finding, LastMove, MoveSteps, ServiceView } from '@understudy/findings';

/** Steps of the last move that were not made; a person who acknowledges the move has seen them. Pure. */
export function assessSteps({ route, steps, directives, lastMove }: ServiceView): readonly Finding[] {
  const promotion = steps?.promotion;
  if (promotion === undefined || route.kind === 'unseen' || isSeen(promotion, { directives, lastMove }))
    return [];
  if (route.snapshot.route.epoch !== promotion.epoch) return [];
  return promotion.steps
    .filter(({ state }) => state === 'failed' || state === 'skipped')
    .map(({ name, required, by = 'the leader', what = '', state, endedMs = promotion.plannedMs }) => ({
      code: 'step-failed',
      subject: name,
      evidence: [
        {
          by,
          what: `${required ? 'Required, ' : ''}${state}, ${promotion.kind} to ${promotion.to}: ${what}`,
          atMs: endedMs,
        },
      ],
    }));
}

function isSeen(
  { id, epoch }: MoveSteps,
  { directives, lastMove }: { readonly directives: Directives; readonly lastMove: LastMove | undefined },
): boolean {
  const ids = [id, ...(lastMove?.epoch === epoch ? [lastMove.moveId] : [])];
  return directives.acknowledgements.some(({ moveId }) => ids.includes(moveId));
}
