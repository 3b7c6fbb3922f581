import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demandWritable, keepJournal } from './keep-files.ts';
import { type JournalEntry } from '@understudy/scenario';

describe('files of a drill', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'understudy-files-test-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('may be new or there already', async () => {
    await demandWritable(join(directory, 'new.json'));
    await writeFile(join(directory, 'old.json'), '{}');
    await demandWritable(join(directory, 'old.json'));
    expect(await readFile(join(directory, 'old.json'), 'utf8')).toBe('{}');
  });

  it('may be neither a directory nor in one that is not there', async () => {
    const refused = { code: 'UND_DRILL_FILE_UNWRITABLE' };
    await expect(demandWritable(directory)).rejects.toMatchObject(refused);
    await expect(demandWritable(join(directory, 'none', 'a.json'))).rejects.toMatchObject(refused);
  });

  it('outlive the drill where a journal is worth it', async () => {
    const file = join(directory, 'journal.jsonl');
    const entries = [{}] as unknown as readonly JournalEntry[];
    await writeFile(file, 'a line\n');
    const kept = (await keepJournal({ file, entries }, {})) ?? '';
    expect(await readFile(kept, 'utf8')).toBe('a line\n');
    await rm(kept);
    expect(await keepJournal({ file, entries: [] }, {})).toBeUndefined();
    expect(await keepJournal({ file, entries }, { journalFile: file })).toBeUndefined();
  });
});
