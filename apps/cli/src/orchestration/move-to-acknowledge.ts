import type { SharedState } from '@understudy/control-store';
import { unacknowledgedMove, type LastMove } from '@understudy/findings';
import { CliError } from '../errors.ts';

/**
 * The move that a person acknowledges.
 * @param moveId of the move that is meant; the last one unless given
 * @throws CliError `UND_CLI_NOTHING_TO_ACKNOWLEDGE`
 */
export function moveToAcknowledge(
  state: Pick<SharedState, 'lastMove' | 'directives' | 'steps'>,
  moveId: string | undefined,
): LastMove {
  const found = unacknowledgedMove(state, moveId);
  if ('move' in found) return found.move;
  throw new CliError('UND_CLI_NOTHING_TO_ACKNOWLEDGE', { what: found.why });
}
