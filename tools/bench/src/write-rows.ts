import { open, rename, rm, writeFile } from 'node:fs/promises';
import { BenchError } from './errors.ts';
import type { Row } from './types.ts';

/**
 * Finds out before anything is measured whether the rows can be written; leaves what the file holds.
 * @throws BenchError `UND_BENCH_FILE_UNWRITABLE`
 */
export async function checkWritable(file: string): Promise<void> {
  await orUnwritable(file, async () => {
    const handle = await open(file, 'a');
    await handle.close();
  });
}

/**
 * Writes the rows for machines: an array of objects with name, ours, against, ratio, unit and runs.
 * The file is whole at every moment.
 * @throws BenchError `UND_BENCH_FILE_UNWRITABLE`
 */
export async function writeRows(file: string, rows: readonly Row[]): Promise<void> {
  await orUnwritable(file, async () => {
    const draft = `${file}.${process.pid}.tmp`;
    try {
      await writeFile(draft, `${JSON.stringify(rows, null, 2)}\n`);
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true });
    }
  });
}

async function orUnwritable(file: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    throw new BenchError('UND_BENCH_FILE_UNWRITABLE', {
      what: `${file}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      details: { file },
      cause,
    });
  }
}
