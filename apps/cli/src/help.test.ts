import { describe, expect, it } from '@jest/globals';
import { allCommands, allNouns } from './command-sources.ts';
import { runUnderstudy } from './test-support/run-understudy.ts';

const commands = await allCommands();
const nouns = [
  ...new Set(commands.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : []))),
];

describe('help', () => {
  it.each([[''], ...nouns.map((noun) => [noun]), ...commands.map(({ name }) => [name])])(
    'of "understudy %s" fits 80 columns, on stdout',
    async (name) => {
      const { code, out, err } = await runUnderstudy([...name.split(' ').filter(Boolean), '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it.each(commands.map((spec) => [spec.name, spec] as const))(
    'of %s has examples that begin with it',
    (name, spec) => {
      expect(spec.examples.length).toBeGreaterThan(0);
      expect(spec.summary).toMatch(/^[A-Z].*\.$/);
      for (const { command } of spec.examples) expect(command).toContain(`understudy ${name}`);
    },
  );

  it('lists the verbs of a noun without a verb', async () => {
    const { out } = await runUnderstudy(['ledger']);
    for (const verb of ['list', 'show', 'export', 'diff', 'merge', 'apply', 'drop'])
      expect(out).toContain(`  ${verb} `);
  });
});

describe('the commands', () => {
  it('have names and options that collide with nothing', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const { name, options = {} } of commands) {
      expect(Object.hasOwn(allNouns(), name.split(' ')[0] ?? '')).toBe(true);
      for (const taken of ['file', 'output', 'color', 'debug', 'help', 'version'])
        expect([name, taken, Object.hasOwn(options, taken)]).toEqual([name, taken, false]);
    }
  });
});
