import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import { sampleTopology } from '@understudy/topology/testing';
import { backfill } from './backfill.ts';

const directory = mkdtempSync(join(tmpdir(), 'understudy-backfill-'));
const file = join(directory, 'understudy.yaml');
writeFileSync(file, sampleTopology().text);

afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('understudy backfill', () => {
  it.each([
    [[], 2, 'UND_COMMAND_LINE_ARGUMENT_MISSING'],
    [['orders', 'more'], 2, 'UND_COMMAND_LINE_ARGUMENT_UNEXPECTED'],
    [['orders', '--fast'], 2, 'UND_COMMAND_LINE_OPTION_UNKNOWN'],
    [['orders', '--segments', 'many'], 2, '--segments is "many"; expected a whole number from 1 to 1000.'],
    [['orders', '--segments', '0'], 2, '--segments is "0"'],
    [['orders', '--continue-from', 'yesterday'], 2, '--continue-from is "yesterday"; expected a time'],
    [['nosuch'], 7, 'UND_SERVICE_TABLE_UNKNOWN'],
    [['orders', '--from', 'moon'], 7, 'UND_SERVICE_REGION_UNKNOWN'],
    [['orders', '-f', 'none.yaml'], 2, 'UND_SERVICE_FILE_UNREADABLE'],
  ])('refuses %j with %d', async (words, code, message) => {
    const outcome = await runCommand(backfill, ['-f', file, ...words]);
    expect(outcome).toMatchObject({ code, out: '' });
    expect(outcome.err).toContain(message);
  });
});
