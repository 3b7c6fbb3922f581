import type { LastMove } from './audit-entry.ts';
import type { Directives } from './directives.ts';
import type { StoredSteps } from './move-steps.ts';

export interface AcknowledgeFacts {
  readonly lastMove?: LastMove;
  readonly directives: Directives;
  readonly steps?: StoredSteps;
}

/**
 * The last move, where an orchestrator decided it, or a step of it was not made, and no person has acknowledged it; otherwise why
 * there is nothing to acknowledge, as a sentence. Pure.
 * @param moveId of the move that is meant; the last one unless given
 */
export function unacknowledgedMove(
  { lastMove, directives, steps }: AcknowledgeFacts,
  moveId: string | undefined,
): { readonly move: LastMove } | { readonly why: string } {
  if (lastMove === undefined) return { why: 'No move has been made yet.' };
  const last = `${lastMove.kind} ${lastMove.moveId}`;
  if (moveId !== undefined && moveId !== lastMove.moveId)
    return { why: `The last move is the ${last}, not ${moveId}.` };
  if (!lastMove.automatic && !hasUnmadeSteps(lastMove, steps))
    return { why: `A person made the last move, the ${last}.` };
  const seen = directives.acknowledgements.find((each) => each.moveId === lastMove.moveId);
  if (seen !== undefined) return { why: `${seen.by} acknowledged the ${last}: ${seen.comment}` };
  return { move: lastMove };
}

function hasUnmadeSteps(move: LastMove, steps: StoredSteps | undefined): boolean {
  const { epoch, steps: planned = [] } = steps?.promotion ?? {};
  return epoch === move.epoch && planned.some(({ state }) => state === 'failed' || state === 'skipped');
}
