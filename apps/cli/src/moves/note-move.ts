import type { CommandContext } from '@understudy/command-line';
import type { DrivenMoveReport } from '@understudy/moves';
import { composeEntry } from '../orchestration/compose-entry.ts';
import type { MoveParties } from './move-parties.ts';

/**
 * Writes a move that a person's command made into what orchestrators share, where the service has any: `understudy history` shows
 * who made it. The move is made in either case, so that a store that does not take it is only mentioned.
 */
export async function noteMove(
  report: DrivenMoveReport,
  by: string,
  { service, control }: Pick<MoveParties, 'service' | 'control'>,
  context: CommandContext,
): Promise<void> {
  if (service.topology.orchestrator === undefined) return;
  const { outcome, moveId, kind, from, to, epoch } = report;
  const what = `The ${kind} from ${from} to ${to} was made by a command of ${by}: ${outcome}.`;
  try {
    await control.append(composeEntry({ by, kind: 'move', what, data: { report: { ...report } } }, context));
    if (outcome !== 'promoted') return;
    const endedMs = context.clock.wallMs();
    await control.writeLastMove({ moveId, kind, from, to, epoch, automatic: false, endedMs });
  } catch (error) {
    context.err(`The audit lacks this move: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
