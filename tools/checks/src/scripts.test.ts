import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from './root.ts';

/** Programs of others: their options are their own. */
const OTHERS = ['lint', 'typecheck', 'types', 'build', 'format', 'format:check', 'sync', 'knip', 'changeset'];
const COMPOSED = ['version-packages'];

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const ours = Object.keys(scripts).filter((name) => !OTHERS.includes(name) && !COMPOSED.includes(name));

/** The program that a script comes to: where it sets the machine up first, what it runs then. */
function programOf(name: string): readonly string[] {
  const words = (scripts[name] ?? '')
    .replace(/^exec /, '')
    .split(' ')
    .slice(1);
  const file = words.at(-1) ?? '';
  if (!file.endsWith('.mjs')) return words;
  const sources = /runSources\('\w+', '([^']+)'/.exec(readFileSync(join(ROOT, file), 'utf8'))?.[1];
  return sources === undefined ? [file] : ['--import', 'tsx', '-C', '@understudy/source', sources];
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs it as a person does whose environment says nothing of Node or the SDK. */
async function run(name: string, ...words: readonly string[]): Promise<Ran> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [...programOf(name), ...words], { cwd: ROOT, env: { PATH, HOME } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** A script of each kind: one that runs by itself, and one that runs a program of the sources. */
const shown = process.env.UNDERSTUDY_ACCEPT === 'true' ? ours : ['test', 'start'];

describe.each(shown)('npm run %s', (name) => {
  it('shows its usage with --help, and nothing but that (fault N10)', async () => {
    const { code, out, err } = await run(name, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(name === 'start' || name === 'test' ? new RegExp(`npm ${name}`) : `npm run ${name}`);
    expect(out).toContain('--help');
  });

  it('refuses an option and a word that it does not have, with a code and nothing before it (fault N12)', async () => {
    const ran = await Promise.all([run(name, '--nosuch'), run(name, 'nosuch')]);
    for (const { code, out, err } of ran) {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^UND_[A-Z]+_(?:OPTION_UNKNOWN|ARGUMENTS_INVALID): .*nosuch/);
      expect(err).toMatch(/^ {2}What to do: \S/m);
      expect(err).not.toMatch(/^ +at /m);
    }
  });
});

describe('the scripts', () => {
  it('are all looked at here, or are programs of others', () => {
    expect(ours).toEqual([
      'start',
      'test',
      'accept',
      'bench',
      'sim',
      'mutants',
      'outages',
      'setup',
      'affected',
      'generate',
      'docs',
      'release',
    ]);
    for (const name of OTHERS)
      expect(scripts[name]).toMatch(/^(?:nx|prettier|knip|changeset|node node_modules\/typescript-7)\b/);
  });

  it('suggest the option that is meant', async () => {
    expect((await run('test', '--project', 'route')).err).toContain('Did you mean --projects?');
  });
});
