import type { CommandContext } from '@understudy/command-line';
import type { DrivenMoveReport } from '@understudy/moves';
import { composeEntry } from '../orchestration/compose-entry.ts';
import type { MoveParties } from './move-parties.ts';
import type { MoveVerification } from './verify-move.ts';

/**
 * Writes a move that a person's command made into what orchestrators share, where the service has any: `understudy history` shows who
 * made it, and `understudy report` what it did. The move is made in either case, so that a store that does not take it is only mentioned.
 */
export async function noteMove(
  report: DrivenMoveReport,
  by: string,
  verification: MoveVerification | undefined,
  { service, control }: Pick<MoveParties, 'service' | 'control'>,
  context: CommandContext,
): Promise<void> {
  if (service.topology.orchestrator === undefined) return;
  const { outcome, moveId, kind, from, to, epoch } = report;
  const { firstWriteMs, problem } = verification ?? {};
  const move = `The ${kind} from ${from} to ${to}`;
  const what = `${move} was made by a command of ${by}: ${outcome}.`;
  const data = { report: { ...report }, by, ...(firstWriteMs !== undefined && { firstWriteMs }) };
  try {
    await control.append(composeEntry({ by, kind: 'move', what, data }, context));
    if (outcome !== 'promoted') return;
    const endedMs = context.clock.wallMs();
    await control.writeLastMove({ moveId, kind, from, to, epoch, automatic: false, endedMs });
    const verdict =
      problem === undefined
        ? ({ kind: 'verified', what: `${move} is verified: ${to} takes writes.` } as const)
        : ({ kind: 'unverified', what: `${move} is not verified: ${problem}.` } as const);
    await control.append(composeEntry({ by, ...verdict }, context));
  } catch (error) {
    context.err(`The audit lacks this move: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
