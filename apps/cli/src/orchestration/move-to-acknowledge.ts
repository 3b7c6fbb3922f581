import type { SharedState } from '@understudy/control-store';
import type { LastMove } from '@understudy/findings';
import { CliError } from '../errors.ts';

/**
 * The last move, where an orchestrator decided it, or a step of it was not made, and no person has acknowledged it.
 * @param moveId of the move that is meant; the last one unless given
 * @throws CliError `UND_CLI_NOTHING_TO_ACKNOWLEDGE`
 */
export function moveToAcknowledge(
  { lastMove, directives, steps }: Pick<SharedState, 'lastMove' | 'directives' | 'steps'>,
  moveId: string | undefined,
): LastMove {
  if (lastMove === undefined) throw nothing('No move has been made yet.');
  const last = `${lastMove.kind} ${lastMove.moveId}`;
  if (moveId !== undefined && moveId !== lastMove.moveId)
    throw nothing(`The last move is the ${last}, not ${moveId}.`);
  if (!lastMove.automatic && !hasUnmadeSteps(lastMove, steps))
    throw nothing(`A person made the last move, the ${last}.`);
  const seen = directives.acknowledgements.find((each) => each.moveId === lastMove.moveId);
  if (seen !== undefined) throw nothing(`${seen.by} acknowledged the ${last}: ${seen.comment}`);
  return lastMove;
}

function hasUnmadeSteps(move: LastMove, steps: SharedState['steps']): boolean {
  const { epoch, steps: planned = [] } = steps?.promotion ?? {};
  return epoch === move.epoch && planned.some(({ state }) => state === 'failed' || state === 'skipped');
}

function nothing(what: string): CliError {
  return new CliError('UND_CLI_NOTHING_TO_ACKNOWLEDGE', { what });
}
