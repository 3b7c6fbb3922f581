import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requireWritable } from './require-writable.ts';

describe('requireWritable', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'understudy-files-test-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('takes a new file and one that exists, and leaves it as it is', async () => {
    await requireWritable(join(directory, 'new.json'));
    await writeFile(join(directory, 'old.json'), '{}');
    await requireWritable(join(directory, 'old.json'));
    expect(await readFile(join(directory, 'old.json'), 'utf8')).toBe('{}');
  });

  it('refuses a directory, and a file in a directory that does not exist', async () => {
    const refused = { code: 'UND_DRILL_FILE_UNWRITABLE' };
    await expect(requireWritable(directory)).rejects.toMatchObject(refused);
    await expect(requireWritable(join(directory, 'none', 'a.json'))).rejects.toMatchObject(refused);
  });
});
