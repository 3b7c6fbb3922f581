import { delimiter } from 'node:path';
import type { ClassArchive } from './class-archive/find-class-archive.ts';
import { libraryJars, type Jar } from './find-jar.ts';

/** What Java runs, and the flags that belong to it. */
export type JavaProgram = readonly string[];

/** What the manifest of the jar names; one started by its class path needs it. */
const MAIN_CLASS = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';

/** Where an archive does not fit, Java goes on without it; it has nothing to say about that. */
const QUIET = '-Xlog:cds*=off';

/** DynamoDB Local as Amazon ships it. */
export function jarProgram(jar: Jar): JavaProgram {
  return [nativeLibraries(jar), '-jar', jar.path];
}

/** The same with its classes from an archive, which starts in half the CPU time. */
export function archivedProgram(jar: Jar, archive: ClassArchive): JavaProgram {
  return [`-XX:SharedArchiveFile=${archive.file}`, ...classPathProgram(jar, archive)];
}

/** The same that writes an archive of its classes to `file` when SIGTERM ends it. */
export function archivingProgram(jar: Jar, archive: ClassArchive, file: string): JavaProgram {
  return [`-XX:ArchiveClassesAtExit=${file}`, ...classPathProgram(jar, archive)];
}

/** An archive holds for exactly the class path that it was made with. */
function classPathProgram(jar: Jar, archive: ClassArchive): JavaProgram {
  const classPath = [archive.jar, ...libraryJars(jar)].join(delimiter);
  return [QUIET, nativeLibraries(jar), '-cp', classPath, MAIN_CLASS];
}

function nativeLibraries({ libraries }: Jar): string {
  return `-Djava.library.path=${libraries}`;
}
