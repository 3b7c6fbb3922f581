import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DrillError } from './errors.ts';

/**
 * Checks that a file can be written, before a drill of minutes runs for it.
 * @throws DrillError `UND_DRILL_FILE_UNWRITABLE`
 */
export async function requireWritable(file: string): Promise<void> {
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
