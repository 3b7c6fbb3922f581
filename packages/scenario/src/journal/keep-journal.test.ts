import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepJournal } from './keep-journal.ts';
import type { JournalEntry } from './types.ts';

describe('keepJournal', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'understudy-journal-test-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('keeps a journal with entries, unless a person chose where it lies', async () => {
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
