import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
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

it('a class archive is used by a Java with a small heap too', async () => {
  const server = await archives.start(archives.folder, 64);
  expect(await usesFile(server, archives.archive.file)).toBe(onLinux(true));
  const refused = [4, 5, 8, 15];
  const expected = Array.from({ length: 24 }, (_, index) => (refused.includes(index) ? 400 : 200));
  expect(await exerciseServer(server.port, ARCHIVE_REGION)).toEqual(expected);
  await server.process.kill();
});

it.each<[string, (file: string) => Promise<void>]>([
  ['was made for another place', async () => undefined],
  ['is cut short, at which Java crashes,', (file) => truncate(file, 20_000_000)],
  ['is something else', (file) => writeFile(file, 'something else')],
])('a class archive that %s does not keep a region from starting', async (what, change) => {
  const other = await archives.folderWith(what, change);
  const server = await archives.start(other);
  expect(await usesFile(server, other)).toBe(onLinux(false));
  expect(server.process.lastLines().join('\n')).not.toMatch(/\[warning\]|\.jsa/);
  await server.process.kill();
});

it('an archive that Java does not write says why, and is not there', async () => {
  const { directory, jar, java, otherJava } = archives;
  const folder = join(directory, 'for a Java that writes none');
  const script = `for each; do shift; case $each in -XX:Archive*) ;; *) set -- "$@" "$each" ;; esac; done; exec "${java}" "$@"`;
  const making = makeClassArchive({ java: await otherJava('writes none', script), jar, folder });
  await expect(making).rejects.toMatchObject({
    code: 'UND_SANDBOX_ARCHIVE_FAILED',
    message: expect.stringContaining('ended with 143 after SIGTERM'),
  });
  expect((await readdir(folder)).filter((file) => !file.endsWith('.jar'))).toEqual([]);
});
