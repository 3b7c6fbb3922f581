import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import type { MoveReport } from '@understudy/moves';
import { renderMoveReport } from './render-move-report.ts';
import { verifyMove } from './verify-move.ts';
import type { MoveParties } from './move-parties.ts';

/** Verifies a promotion, writes the report, and gives the exit: done, not verified, aborted, or overtaken by others. */
export async function reportMove(
  report: MoveReport,
  opened: Pick<MoveParties, 'service' | 'probe'>,
  context: CommandContext,
): Promise<ExitName> {
  const problem = report.outcome === 'promoted' ? await verifyMove(report, opened) : undefined;
  const verified = report.outcome === 'promoted' ? { verified: problem === undefined } : {};
  context.result({ ...report, ...verified }, () => renderMoveReport(report, problem));
  switch (report.outcome) {
    case 'promoted':
      return problem === undefined ? 'done' : 'unverified';
    case 'aborted':
      return 'aborted';
    case 'overtaken':
      return 'unverified';
    case 'idle':
      return 'done';
  }
}
