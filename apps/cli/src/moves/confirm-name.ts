import type { CommandContext } from '@understudy/command-line';
import { CliError } from '../errors.ts';

export interface Confirmation {
  readonly question: string;
  /** What has to be typed: the region that becomes the writer, or the service. */
  readonly name: string;
  /** What `--confirm` gave. */
  readonly confirm: string | undefined;
}

/**
 * Asks for `name`, unless `--confirm` gave it.
 * @throws CliError `UND_CLI_CONFIRMATION_WRONG`; CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export async function confirmName(
  { question, name, confirm }: Confirmation,
  context: CommandContext,
): Promise<void> {
  if (confirm === undefined) {
    await context.confirm({ question, name });
    return;
  }
  if (confirm === name) return;
  throw new CliError('UND_CLI_CONFIRMATION_WRONG', {
    what: `--confirm is "${confirm}", and the command asks for "${name}".`,
    details: { confirm, name },
  });
}
