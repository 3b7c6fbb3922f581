import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { noteMove } from './note-move.ts';
import type { MoveParties } from './move-parties.ts';
import { reportMove } from './report-move.ts';
import type { OrderedMove } from './ordered-move.ts';

/** Makes a move by this process, and verifies it. @throws MovesError as `Mover.switchover` and `failover` say */
export async function driveMove(
  { kind, to, by, reason: why, override, acceptParked }: OrderedMove,
  opened: MoveParties,
  context: CommandContext,
): Promise<ExitName> {
  const { mover } = opened;
  const { signal } = context;
  const reason = why.includes(by) ? why : `${why} (${by})`;
  const report =
    kind === 'switchover'
      ? await mover.switchover({ to, reason, acceptParked }, signal)
      : await mover.failover({ to, reason, ...(override !== undefined && { override }) }, signal);
  const { exit, verification } = await reportMove(report, opened, context);
  await noteMove(report, by, verification, opened, context);
  return exit;
}
