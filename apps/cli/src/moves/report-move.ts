import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import type { MoveReport } from '@understudy/moves';
import { renderMoveReport } from './render-move-report.ts';
import { verifyMove, type MoveVerification } from './verify-move.ts';
import type { MoveParties } from './move-parties.ts';

/** What a command says of its move, and how it ends. */
export interface ReportedMove {
  /** Done, not verified, aborted, or overtaken by others. */
  readonly exit: ExitName;
  /** Of a promotion. */
  readonly verification?: MoveVerification;
}

/** Verifies a promotion, and writes the report. */
export async function reportMove(
  report: MoveReport,
  opened: Pick<MoveParties, 'service' | 'probe'>,
  context: CommandContext,
): Promise<ReportedMove> {
  if (report.outcome !== 'promoted') {
    context.result(report, () => renderMoveReport(report, undefined));
    return { exit: EXITS[report.outcome] };
  }
  const verification = await verifyMove(report, opened, context.clock);
  const { problem } = verification;
  context.result({ ...report, verified: problem === undefined }, () => renderMoveReport(report, problem));
  return { exit: problem === undefined ? 'done' : 'unverified', verification };
}

const EXITS = { aborted: 'aborted', overtaken: 'unverified', idle: 'done' } as const;
