import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { noteMove } from './note-move.ts';
import { reportMove } from './report-move.ts';
import { withMover } from './with-mover.ts';

/** Continues the move under way; where none is, writes the fences of the route again. @throws RouteError of the store */
export async function runResume(file: string, context: CommandContext): Promise<ExitName> {
  return withMover(file, context, async (opened) => {
    const report = await opened.mover.resume(context.signal);
    const { exit, verification } = await reportMove(report, opened, context);
    if (report.outcome !== 'idle')
      await noteMove(report, context.user === '' ? 'a person' : context.user, verification, opened, context);
    return exit;
  });
}
