import type { CommandContext } from '@understudy/command-line';
import type { MoveKind } from '@understudy/route';
import { CliError } from '../errors.ts';

export interface RegionConfirmation {
  readonly kind: MoveKind;
  readonly to: string;
  /** What `--confirm` gave. */
  readonly confirm: string | undefined;
}

/**
 * Asks for the name of the region that becomes the writer, unless `--confirm` gave it.
 * @throws CliError `UND_CLI_CONFIRMATION_WRONG`; CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function confirmRegion(
  { kind, to, confirm }: RegionConfirmation,
  context: CommandContext,
): Promise<void> {
  if (confirm === undefined) {
    await context.confirm({ question: `Start the ${kind} to ${to}?`, name: to });
    return;
  }
  if (confirm === to) return;
  throw new CliError('UND_CLI_CONFIRMATION_WRONG', {
    what: `--confirm is "${confirm}", and the ${kind} is to "${to}".`,
    details: { confirm, to },
  });
}
