import type { AuditEntry } from './audit-entry.ts';

/** When something was done, and a text that is drawn for it. */
export interface EntryMoment {
  /** Wall time in ms. */
  readonly atMs: number;
  readonly unique: string;
}

/** What a person did, for the audit: one line. Pure. */
export function auditEntryOf(
  entry: Pick<AuditEntry, 'by' | 'kind' | 'what' | 'data'>,
  { atMs, unique }: EntryMoment,
): AuditEntry {
  return { atMs, id: `${String(atMs).padStart(15, '0')}-${unique}`, ...entry };
}
