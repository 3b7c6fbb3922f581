import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import type { MoveKind } from '@understudy/route';
import { CliError } from '../errors.ts';
import { confirmName } from './confirm-name.ts';
import { renderPreview } from './render-preview.ts';
import { reportMove } from './report-move.ts';
import { withMover } from './with-mover.ts';

export interface MoveRequest {
  readonly kind: MoveKind;
  readonly to: string;
  readonly reason: string | undefined;
  readonly confirm: string | undefined;
  readonly dryRun: boolean;
  /** Of a failover. */
  readonly override?: string | undefined;
  /** Of a switchover. */
  readonly acceptParked?: boolean | undefined;
}

/**
 * Moves the writer: shows what the move would meet, asks, moves, and verifies.
 * @throws MovesError as `Mover.preview`, `switchover` and `failover` say; CliError `UND_CLI_MOVE_REFUSED`,
 * `UND_CLI_CONFIRMATION_WRONG`; CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function runMove(
  { kind, to, reason, confirm, dryRun, override: why, acceptParked = false }: MoveRequest,
  file: string,
  context: CommandContext,
): Promise<ExitName> {
  return withMover(file, context, async (opened) => {
    const { mover } = opened;
    const { signal } = context;
    const override = why === undefined ? undefined : { by: context.user, why };
    const preview = await mover.preview({ kind, to, override, acceptParked }, signal);
    if (dryRun) {
      context.result(preview, renderPreview);
      return preview.refusals.length === 0 ? 'done' : 'refused';
    }
    context.err(`${renderPreview(preview)}\n`);
    const [refusal] = preview.refusals;
    if (refusal !== undefined) {
      throw new CliError('UND_CLI_MOVE_REFUSED', {
        what: `${kind} to ${to}: ${preview.refusals.map(({ code }) => code).join(', ')}.`,
        details: { refusals: preview.refusals },
      });
    }
    await confirmName({ question: `Start the ${kind} to ${to}?`, name: to, confirm }, context);
    const intent = { to, reason: reason ?? `understudy ${kind} by ${context.user}` };
    const report =
      kind === 'switchover'
        ? await mover.switchover({ ...intent, acceptParked }, signal)
        : await mover.failover({ ...intent, ...(override !== undefined && { override }) }, signal);
    return reportMove(report, opened, context);
  });
}
