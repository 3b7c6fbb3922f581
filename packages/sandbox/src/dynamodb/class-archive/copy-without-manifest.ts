import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';

const MANIFEST = Buffer.from('META-INF/MANIFEST.MF');

/** As long as the name that it replaces, so that no offset in the file changes. */
const RENAMED = Buffer.from('META-INF/MANIFEST.XX');

/** A zip file names each entry before its content and in the directory at its end. */
const NAMED_TIMES = 2;

/**
 * Copies a jar so that Java finds no manifest in it. Each copy of the same jar has the same content and the jar's time of
 * change, which Java compares with those that an archive was made with: copies may replace each other.
 */
export async function copyWithoutManifest(jar: string, copy: string): Promise<void> {
  const { atime, mtime } = await stat(jar);
  const content = await readFile(jar);
  let named = 0;
  for (let at = content.indexOf(MANIFEST); at >= 0; at = content.indexOf(MANIFEST, at + 1)) {
    RENAMED.copy(content, at);
    named += 1;
  }
  if (named !== NAMED_TIMES) throw new Error(`${jar} names its manifest ${named} times, not ${NAMED_TIMES}`);
  await replaceFile(copy, content, async (partial) => utimes(partial, atime, mtime));
}

/** Writes a file under another name first: a reader finds it whole or not at all, also after a loss of power. */
export async function replaceFile(
  path: string,
  content: Buffer,
  prepare: (partial: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    await writeFile(partial, content, { flush: true });
    await prepare(partial);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
