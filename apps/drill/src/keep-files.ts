import { access, constants, copyFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DrillError } from './errors.ts';
import { type Journal, type Report } from '@understudy/scenario';

/**
 * Looks whether a file can be written before a drill of minutes is begun for it.
 * @throws DrillError `UND_DRILL_FILE_UNWRITABLE`
 */
export async function demandWritable(file: string): Promise<void> {
  const path = resolve(file);
  try {
    const facts = await stat(path).catch(() => undefined);
    if (facts?.isDirectory() === true) throw new Error('it is a directory');
    await access(facts === undefined ? dirname(path) : path, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DrillError('UND_DRILL_FILE_UNWRITABLE', {
      what: `"${file}" cannot be written: ${why}.`,
      details: { file: path },
      cause,
    });
  }
}

export async function writeReport(file: string, report: Report): Promise<void> {
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
}

/**
 * A journal that shows a fault, or how far a drill came that could not go on, outlives the drill.
 * @returns where it lies now; `undefined` where nothing is written in it, or it lies where a person wants it anyway
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
