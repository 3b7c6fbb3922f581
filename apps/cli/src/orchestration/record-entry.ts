import { codeTrouble, type CommandContext } from '@understudy/command-line';
import type { ControlStore } from '@understudy/control-store';
import type { AuditEntry } from '@understudy/findings';
import { CliError } from '../errors.ts';
import { composeEntry } from './compose-entry.ts';

/**
 * Writes the line of the audit of what was just done.
 * @throws CliError `UND_CLI_AUDIT_NOT_WRITTEN`: it is done all the same
 */
export async function recordEntry(
  store: ControlStore,
  entry: Pick<AuditEntry, 'by' | 'kind' | 'what' | 'data'>,
  context: CommandContext,
): Promise<void> {
  try {
    await store.append(composeEntry(entry, context));
  } catch (error) {
    // Not as the cause: refused rights among the causes would hide that it is done.
    const { code, what } = codeTrouble(error);
    throw new CliError('UND_CLI_AUDIT_NOT_WRITTEN', {
      what: `Done, without its line in the audit: "${entry.what}" (${code}: ${what})`,
      details: { entry, code },
    });
  }
}
