import { mkdtempSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { systemClock } from '@understudy/core';
import type { ClassArchive } from '../dynamodb/class-archive/find-class-archive.ts';
import { makeClassArchive } from '../dynamodb/class-archive/make-class-archive.ts';
import { findJar, type Jar } from '../dynamodb/find-jar.ts';
import { findJava } from '../dynamodb/find-java.ts';
import { startRegionServer } from '../dynamodb/start-region-server.ts';
import type { Server } from '../dynamodb/start-server.ts';
import { openWorkspace } from '../process/open-workspace.ts';

export const ARCHIVE_REGION = 'us-east-1';

/** A class archive in a separate folder, and what tests do with it. */
export interface Archives {
  readonly java: string;
  readonly jar: Jar;
  /** Where everything of the test is. */
  readonly directory: string;
  /** Where the archive is. */
  readonly folder: string;
  readonly archive: ClassArchive;
  /** A server that looks for its archive in this folder. */
  start(archives: string, heapMb?: number): Promise<Server>;
  /** A folder whose archive is what `change` makes of the real one. */
  folderWith(name: string, change: (file: string) => Promise<void>): Promise<string>;
  /** A Java that does something else. */
  otherJava(name: string, script: string): Promise<string>;
  close(): Promise<void>;
}

/** Makes an archive, which takes Java several seconds. */
export async function openArchives(): Promise<Archives> {
  const directory = mkdtempSync(join(tmpdir(), 'archive-'));
  const folder = join(directory, 'archives');
  const java = findJava();
  const jar = findJar();
  const workspace = await openWorkspace(directory);
  const archive = await makeClassArchive({ java, jar, folder });
  let started = 0;
  return {
    java,
    jar,
    directory,
    folder,
    archive,
    start: (archives, heapMb = 256) =>
      startRegionServer({
        region: ARCHIVE_REGION,
        directory: join(workspace.directory, `${(started += 1)}`),
        java,
        jar,
        archives,
        workspace,
        startLimitMs: 60_000,
        heapMb,
        clock: systemClock(),
      }),
    folderWith: async (name, change) => {
      const other = join(directory, name);
      await mkdir(other);
      for (const file of [archive.file, archive.jar]) await copyFile(file, join(other, basename(file)));
      await change(join(other, basename(archive.file)));
      return other;
    },
    otherJava: async (name, script) => {
      const path = join(directory, name);
      await writeFile(path, `#!/bin/sh\n${script}\n`);
      await chmod(path, 0o755);
      return path;
    },
    close: async () => {
      await workspace.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Whether Java has this file in its memory; `undefined` where the system does not show that. */
export async function usesFile({ process: { pid } }: Server, file: string): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  return (await readFile(`/proc/${pid}/maps`, 'utf8')).includes(file);
}

/** What `usesFile` says where it can. */
export const onLinux = (value: boolean) => (process.platform === 'linux' ? value : undefined);
