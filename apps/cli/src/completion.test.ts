import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allCommands } from './command-sources.ts';
import { COMPLETE_IN } from './test-support/complete-in.ts';
import { runUnderstudy } from './test-support/run-understudy.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const folder = mkdtempSync(join(tmpdir(), 'understudy-completion-'));
const firsts = [...new Set((await allCommands()).map(({ name }) => name.split(' ')[0] ?? ''))].sort();

beforeAll(async () => {
  for (const shell of SHELLS) {
    const { code, out } = await runUnderstudy(['completion', shell]);
    expect(code).toBe(0);
    writeFileSync(join(folder, `understudy.${shell}`), out);
  }
  writeFileSync(join(folder, 'shop.yaml'), '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(SHELLS)('completion in %s', (shell) => {
  const complete = async (line: string) =>
    [...(await COMPLETE_IN[shell](line, join(folder, `understudy.${shell}`)))].sort();

  it('offers every noun and command', async () => {
    expect(await complete('understudy ')).toEqual(firsts);
  });

  it.each([
    [
      'the verbs of a noun',
      'understudy ledger ',
      ['apply', 'diff', 'drop', 'export', 'list', 'merge', 'show'],
    ],
    ['a verb that was begun', 'understudy ledger l', ['list']],
    ['options that were begun', 'understudy backfill --re', ['--read-units', '--reseed', '--restart']],
    ['options after options with a value', 'understudy -o json backfill --rea', ['--read-units']],
    ['choices', 'understudy ledger list --state ', ['claimed', 'closed', 'open', 'superseded']],
    ['choices after =', 'understudy ledger list --state=o', ['--state=open']],
    ['choices of a global option', 'understudy status -o ', ['json', 'text', 'wide', 'yaml']],
    ['choices of an argument', 'understudy completion ', ['bash', 'fish', 'zsh']],
  ])('offers %s', async (_what, line, expected) => {
    expect(await complete(line)).toEqual(expected);
  });

  it('offers files where a file is meant', async () => {
    const file = join(folder, 'shop.yaml');
    expect(await complete(`understudy verify -f ${folder}/sh`)).toEqual([file]);
    expect(await complete(`understudy gateway run --tls-cert ${folder}/sh`)).toEqual([file]);
  });
});
