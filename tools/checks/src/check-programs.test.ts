import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defineCommand } from '@understudy/command-line';
import { allCommands } from '@understudy/cli';
import { checkPrograms, type KnownPrograms } from './check-programs.ts';
import { findCommandLines } from './find-command-lines.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

/** They tell of programs that were. */
const EXEMPT = /^docs\/reasoning\/decisions\/|CHANGELOG\.md$|^\.changeset\//;

const files = await listFiles();
const manifests = files
  .filter((file) => /(^|\/)package\.json$/.test(file))
  .map((file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Manifest);

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
}

const root = manifests.find(({ workspaces }) => workspaces !== undefined) ?? {};
const known: KnownPrograms = {
  commands: await allCommands(),
  bins: [...Object.keys(root.bin ?? {}), ...readdirSync(join(ROOT, 'node_modules/.bin'))],
  scripts: manifests.flatMap(({ scripts = {} }) => Object.keys(scripts)),
};

describe('the documents', () => {
  it('tell a reader to type programs, commands, options and scripts that exist (fault N6)', () => {
    const documents = files.filter((file) => file.endsWith('.md') && !EXEMPT.test(file));
    const lines = documents.flatMap((file) => findCommandLines(file, readFileSync(join(ROOT, file), 'utf8')));
    expect(lines.filter(({ text }) => text.startsWith('understudy ')).length).toBeGreaterThan(50);
    expect(checkPrograms(lines, known)).toEqual([]);
  });
});

describe('npx understudy in a checkout', () => {
  it("is the checkout's own, before npm ci too, so npx asks no registry for the name (fault N6)", () => {
    const { understudy = '' } = root.bin ?? {};
    expect(existsSync(join(ROOT, understudy))).toBe(true);
    expect(readFileSync(join(ROOT, understudy), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe('checkPrograms', () => {
  const commands = [
    defineCommand({
      name: 'ledger list',
      summary: 'List.',
      options: { state: { value: 'STATE', description: 'State.' } },
      examples: [],
      run: async () => {},
    }),
    defineCommand({ name: 'status', summary: 'Show.', examples: [], run: async () => {} }),
  ];
  const check = (text: string) =>
    checkPrograms(findCommandLines('a.md', text), {
      commands,
      bins: ['nx'],
      scripts: ['start', 'docs'],
    }).map(({ what }) => what);

  it.each([
    '`understudy status`',
    '`understudy ledger list --state open -o json`',
    '`understudy ledger`',
    '`understudy`',
    '`understudy --help`',
    '```sh\nsudo understudy status -f FILE  # it\nnpx nx test versions && npm run docs\nnpm start -- --once\n```',
    '```ts\nunderstudy-replicator run\n```',
    'the table `understudy-route`',
  ])('takes %j', (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['`understudy-replicator FILE 9465`', 'understudy-replicator'],
    ['`npx understudy-replicator`', 'the public registry'],
    ['`understudy lsit`', 'understudy lsit'],
    ['`understudy ledger lsit`', 'understudy ledger lsit'],
    ['`understudy status --wide`', '--wide'],
    ['```sh\nunderstudy ledger list \\\n  --sate open\n```', '--sate'],
    ['`npm run doc`', 'the script doc'],
  ])('refuses %j', (text, what) => {
    expect(check(text)).toEqual([expect.stringContaining(what)]);
  });
});
