import { mkdtempSync } from 'node:fs';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findClassArchive, placeClassArchive, type ArchivedRun } from './find-class-archive.ts';

let directory: string;
let run: ArchivedRun;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'find-'));
  const libraries = join(directory, 'lib');
  run = {
    java: join(directory, 'java'),
    jar: { path: join(directory, 'a.jar'), libraries },
    folder: join(directory, 'archives'),
  };
  await mkdir(libraries);
  for (const file of [run.java, run.jar.path, join(libraries, 'b.jar')]) await writeFile(file, 'as it was');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the place of a class archive', () => {
  it('is the same for the same Java by whatever path', async () => {
    const link = join(directory, 'link');
    await symlink(run.java, link);
    expect(placeClassArchive({ ...run, java: link })).toEqual(placeClassArchive(run));
    expect(placeClassArchive(run)).toEqual({
      file: expect.stringMatching(/archives\/[0-9a-f]{16}\.jsa$/),
      jar: expect.stringMatching(/archives\/[0-9a-f]{16}\.jar$/),
    });
  });

  it.each<[string, () => Promise<void>]>([
    ['another Java', () => writeFile(run.java, 'a newer one')],
    ['a Java of another time', () => utimes(run.java, 1, 1)],
    ['another jar', () => writeFile(run.jar.path, 'a newer one')],
    ['a jar of another time', () => utimes(run.jar.path, 1, 1)],
    ['another library', () => writeFile(join(run.jar.libraries, 'c.jar'), '')],
  ])('is another one for %s', async (_what, change) => {
    const before = placeClassArchive(run);
    await change();
    expect(placeClassArchive(run)?.file).not.toBe(before?.file);
  });

  it('is nowhere without a Java, a jar or a folder', () => {
    expect(placeClassArchive({ ...run, java: join(directory, 'nothing') })).toBeUndefined();
    expect(
      placeClassArchive({ ...run, jar: { ...run.jar, path: join(directory, 'nothing') } }),
    ).toBeUndefined();
    expect(placeClassArchive({ ...run, folder: undefined })).toBeUndefined();
  });
});

describe('findClassArchive', () => {
  it('finds an archive that is there with its copy of the jar', async () => {
    const archive = placeClassArchive(run);
    await mkdir(join(directory, 'archives'));
    await writeFile(archive?.file ?? '', '');
    expect(findClassArchive(run)).toBeUndefined();
    await writeFile(archive?.jar ?? '', '');
    expect(findClassArchive(run)).toEqual(archive);
    await rm(archive?.file ?? '');
    expect(findClassArchive(run)).toBeUndefined();
  });
});
