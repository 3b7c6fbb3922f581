import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Journal } from './journal.ts';

/**
 * Copies a journal that shows a fault, or how far a run came that broke off, to where it outlives the cloud.
 * @returns the copy's path; `undefined` where nothing is written in the journal, or a person chose where it lies
 */
export async function keepJournal(
  { file, entries }: Pick<Journal, 'file' | 'entries'>,
  { journalFile }: { readonly journalFile?: string },
): Promise<string | undefined> {
  if (entries.length === 0 || journalFile !== undefined) return undefined;
  const kept = join(tmpdir(), `understudy-drill-journal-${String(process.pid)}.jsonl`);
  await copyFile(file, kept);
  return kept;
}
