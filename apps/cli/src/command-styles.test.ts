import { describe, expect, it } from '@jest/globals';
import { flagOf } from '@understudy/command-line';
import { allCommands } from './command-sources.ts';
import { runUnderstudy } from './test-support/run-understudy.ts';
import { sampleWords } from './test-support/sample-words.ts';

const commands = await allCommands();
const ofEach = commands.flatMap((spec) =>
  Object.entries(spec.options ?? {}).map(([key, option]) => ({ spec, key, option })),
);
const figures = ofEach.filter(
  ({ option: { kind = 'text' } }) => typeof kind === 'object' && !('choice' in kind),
);

describe('the commands', () => {
  it('take a port in one way: --port PORT, with --host beside it, 0 for a free one (fault N12)', () => {
    const ports = ofEach.filter(({ key, option }) => /^port$|Port$/.test(key) && option.value !== undefined);
    expect(ports.length).toBeGreaterThan(1);
    for (const { spec, key, option } of ports) {
      expect([spec.name, key, option.value, option.kind]).toEqual([
        spec.name,
        'port',
        'PORT',
        { whole: [0, 65_535] },
      ]);
      expect(Object.keys(spec.options ?? {})).toContain('host');
    }
    const serving = commands.filter(({ daemon = false }) => daemon).map(({ name }) => name);
    expect(ports.map(({ spec }) => spec.name)).toEqual(expect.arrayContaining(serving));
  });

  it('take the topology by -f alone, and say their version (fault N12)', async () => {
    for (const { name, arguments: places = [] } of commands)
      expect([name, places.filter((place) => /file|topology/.test(place.name))]).toEqual([name, []]);
    const [long, short] = await Promise.all([runUnderstudy(['--version']), runUnderstudy(['-V'])]);
    expect(long).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
    expect(short).toEqual(long);
  });

  it.each(figures.map((each) => [each.spec.name, flagOf(each.key), each] as const))(
    '%s refuses a %s that is no figure (fault N12)',
    async (_name, flag, { spec }) => {
      for (const word of ['NaN', 'undefined', 'Infinity', '1e999', '-1', 'x']) {
        const words = [...sampleWords(spec).filter((each) => each !== flag), `${flag}=${word}`];
        const { code, out, err } = await runUnderstudy(words);
        expect({ code, out }).toEqual({ code: 2, out: '' });
        expect(err).toMatch(/^UND_COMMAND_LINE_OPTION_INVALID: /);
        expect(err).toContain(`${flag} is "${word}"`);
      }
    },
  );
});
