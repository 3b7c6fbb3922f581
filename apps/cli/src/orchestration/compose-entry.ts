import type { CommandContext } from '@understudy/command-line';
import { auditEntryOf, type AuditEntry } from '@understudy/findings';

/** What a person did, for the audit; a command writes one such line. */
export function composeEntry(
  entry: Pick<AuditEntry, 'by' | 'kind' | 'what' | 'data'>,
  { clock, randomness }: Pick<CommandContext, 'clock' | 'randomness'>,
): AuditEntry {
  return auditEntryOf(entry, { atMs: clock.wallMs(), unique: randomness.unique() });
}
