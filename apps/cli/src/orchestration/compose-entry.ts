import type { CommandContext } from '@understudy/command-line';
import type { AuditEntry } from '@understudy/findings';

/** What a person did, for the audit; a command writes one such line. */
export function composeEntry(
  entry: Pick<AuditEntry, 'by' | 'kind' | 'what' | 'data'>,
  { clock, randomness }: Pick<CommandContext, 'clock' | 'randomness'>,
): AuditEntry {
  const atMs = clock.wallMs();
  return { atMs, id: `${String(atMs).padStart(15, '0')}-${randomness.unique()}`, ...entry };
}
