import type { SharedState } from '@understudy/control-store';
import type { LastMove } from '@understudy/findings';
import { CliError } from '../errors.ts';

/**
 * The last move, where an orchestrator made it and no person has acknowledged it.
 * @param moveId of the move that is meant; the last one unless given
 * @throws CliError `UND_CLI_NOTHING_TO_ACKNOWLEDGE`
 */
export function moveToAcknowledge(
  { lastMove, directives }: Pick<SharedState, 'lastMove' | 'directives'>,
  moveId: string | undefined,
): LastMove {
  if (lastMove === undefined) throw nothing('No move has been made yet.');
  const last = `${lastMove.kind} ${lastMove.moveId}`;
  if (moveId !== undefined && moveId !== lastMove.moveId)
    throw nothing(`The last move is the ${last}, not ${moveId}.`);
  if (!lastMove.automatic) throw nothing(`A person made the last move, the ${last}.`);
  const seen = directives.acknowledgements.find((each) => each.moveId === lastMove.moveId);
  if (seen !== undefined) throw nothing(`${seen.by} acknowledged the ${last}: ${seen.comment}`);
  return lastMove;
}

function nothing(what: string): CliError {
  return new CliError('UND_CLI_NOTHING_TO_ACKNOWLEDGE', { what });
}
