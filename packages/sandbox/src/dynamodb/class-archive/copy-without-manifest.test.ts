import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyWithoutManifest, replaceFile } from './copy-without-manifest.ts';

let directory: string;
let jar: string;
let copy: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'copy-'));
  jar = join(directory, 'a.jar');
  copy = join(directory, 'copy.jar');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('copyWithoutManifest', () => {
  it('renames the manifest in both places, and keeps every other byte, the length and the time', async () => {
    await writeFile(jar, 'PK\u0000META-INF/MANIFEST.MF content ... META-INF/MANIFEST.MF end');
    const changed = new Date('2001-02-03T04:05:06Z');
    await utimes(jar, changed, changed);
    await Promise.all([1, 2, 3].map(() => copyWithoutManifest(jar, copy)));
    expect(await readFile(copy, 'utf8')).toBe(
      'PK\u0000META-INF/MANIFEST.XX content ... META-INF/MANIFEST.XX end',
    );
    expect((await stat(copy)).mtime).toEqual(changed);
    expect(await readdir(directory)).toEqual(['a.jar', 'copy.jar']);
  });

  it('refuses a file that is not such a jar', async () => {
    await writeFile(jar, 'META-INF/MANIFEST.MF');
    await expect(copyWithoutManifest(jar, copy)).rejects.toThrow('names its manifest 1 times');
    expect(await readdir(directory)).toEqual(['a.jar']);
  });
});

describe('replaceFile', () => {
  it('leaves what was there, and nothing else, where it fails', async () => {
    await writeFile(copy, 'before');
    const failing = replaceFile(copy, Buffer.from('after'), async () => {
      throw new Error('no space left');
    });
    await expect(failing).rejects.toThrow('no space left');
    expect([await readFile(copy, 'utf8'), await readdir(directory)]).toEqual(['before', ['copy.jar']]);
  });
});
