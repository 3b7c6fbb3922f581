import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { renderMoveReport } from './render-move-report.ts';
import { withMover } from './with-mover.ts';

export interface AbortRequest {
  readonly reason: string | undefined;
  readonly move: string | undefined;
}

/**
 * Aborts the move under way. Aborting is what was asked for: it is done where the writer stayed, and refused where
 * the move was promoted first.
 * @throws MovesError `UND_MOVES_NOTHING_UNDER_WAY`; RouteError of the store
 */
export async function runAbort(
  { reason, move }: AbortRequest,
  file: string,
  context: CommandContext,
): Promise<ExitName> {
  return withMover(file, context, async ({ mover }) => {
    const report = await mover.abort(
      {
        reason: reason ?? `understudy abort by ${context.user}`,
        ...(move !== undefined && { moveId: move }),
      },
      context.signal,
    );
    context.result(report, () => renderMoveReport(report, undefined));
    return report.outcome === 'aborted' ? 'done' : 'refused';
  });
}
