import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MonitoringError } from './errors.ts';

export interface WriteFilesOptions {
  /** The folder; it is made where it does not exist. */
  readonly folder: string;
  /** Replace files that have another content. */
  readonly force: boolean;
}

/** A file, and what became of it. */
export interface WrittenFile {
  readonly path: string;
  readonly did: 'written' | 'replaced' | 'unchanged';
}

/**
 * Writes the texts by their paths below the folder. Where a file differs and `force` is not given, nothing is written.
 * @throws MonitoringError `UND_MONITORING_FILE_DIFFERS`, `UND_MONITORING_FILE_UNWRITABLE`
 */
export async function writeFiles(
  files: Readonly<Record<string, string>>,
  { folder, force }: WriteFilesOptions,
): Promise<readonly WrittenFile[]> {
  const found = await Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const path = join(folder, name);
      return { path, text, did: verdict(text, await readText(path)) };
    }),
  );
  const different = found.filter(({ did }) => did === 'replaced').map(({ path }) => path);
  if (different.length > 0 && !force) {
    throw new MonitoringError('UND_MONITORING_FILE_DIFFERS', {
      what: `${different.join(', ')} ${different.length === 1 ? 'differs' : 'differ'} from what would be written.`,
      details: { files: different },
    });
  }
  for (const { path, text, did } of found) if (did !== 'unchanged') await writeText(path, text);
  return found.map(({ path, did }) => ({ path, did }));
}

function verdict(text: string, present: string | undefined): WrittenFile['did'] {
  if (present === undefined) return 'written';
  return present === text ? 'unchanged' : 'replaced';
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unwritable(path, cause);
  }
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function unwritable(path: string, cause: unknown): MonitoringError {
  const { code = '' } = cause as NodeJS.ErrnoException;
  return new MonitoringError('UND_MONITORING_FILE_UNWRITABLE', {
    what: `${path} could not be read or written (${code}).`,
    details: { path, code },
    cause,
  });
}
