import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWritable, writeRows } from './write-rows.ts';

describe('rows in a file', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bench-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('are JSON, and nothing else is left', async () => {
    const file = join(directory, 'rows.json');
    const rows = [{ name: 'link-raw.rate', ours: 1, against: 2, ratio: 0.5, unit: 'records/s', runs: 3 }];
    await checkWritable(file);
    await writeRows(file, rows);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(rows);
    expect(await readdir(directory)).toEqual(['rows.json']);
  });

  it('are not lost by the look beforehand', async () => {
    const file = join(directory, 'rows.json');
    await writeFile(file, 'before');
    await checkWritable(file);
    expect(await readFile(file, 'utf8')).toBe('before');
  });

  it('are refused with the file named where it cannot be', async () => {
    const file = join(directory, 'missing', 'rows.json');
    const refusal = { code: 'UND_BENCH_FILE_UNWRITABLE', message: expect.stringContaining(file) };
    await expect(checkWritable(file)).rejects.toMatchObject(refusal);
    await expect(writeRows(directory, [])).rejects.toMatchObject({ code: 'UND_BENCH_FILE_UNWRITABLE' });
  });
});
