import { describe, expect, it } from '@jest/globals';
import { chooseComparisons, COMPARISONS } from './comparisons.ts';
import { HELP } from './options.ts';
import { parseArguments } from './parse-arguments.ts';

describe('parseArguments', () => {
  it('has defaults for everything', () => {
    expect(parseArguments([])).toEqual({ kind: 'run', options: { runs: 5 } });
  });

  it('takes what is given', () => {
    const words = ['--runs', '3', '--only=client', '--json', 'rows.json'];
    expect(parseArguments(words)).toEqual({
      kind: 'run',
      options: { runs: 3, only: 'client', jsonFile: 'rows.json' },
    });
    expect(parseArguments(['-h', '--runs', 'x'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['--run', '3'], 'UND_BENCH_OPTION_UNKNOWN', '--run'],
    [['3'], 'UND_BENCH_OPTION_UNKNOWN', '"3"'],
    [['--runs'], 'UND_BENCH_OPTION_INVALID', '--runs'],
    [['--runs', '0'], 'UND_BENCH_OPTION_INVALID', 'a whole number from 1 to 100'],
    [['--runs', '101'], 'UND_BENCH_OPTION_INVALID', '"101"'],
    [['--runs', '1e1'], 'UND_BENCH_OPTION_INVALID', '"1e1"'],
    [['--runs=-1'], 'UND_BENCH_OPTION_INVALID', '"-1"'],
    [['--only', 'lnik'], 'UND_BENCH_OPTION_INVALID', 'link-raw'],
    [['--only', 'l'], 'UND_BENCH_OPTION_INVALID', 'link-raw'],
    [['--only', ''], 'UND_BENCH_OPTION_INVALID', 'link-raw'],
    [['--json', ' '], 'UND_BENCH_OPTION_INVALID', "a file's name"],
    [['--help=yes'], 'UND_BENCH_OPTION_INVALID', '--help'],
  ])('refuses %j', (words, code, part) => {
    expect(() => parseArguments(words)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(part) }),
    );
  });

  it('helps with every comparison there is', () => {
    for (const { name } of COMPARISONS) expect(HELP).toContain(name);
  });
});

describe('chooseComparisons', () => {
  const names = (only?: string) => chooseComparisons(only).map(({ name }) => name);

  it('chooses all, some or one', () => {
    expect(names()).toEqual(COMPARISONS.map(({ name }) => name));
    expect(names('client')).toEqual(['client-put', 'client-fenced-put', 'client-get']);
    expect(names('link-raw')).toEqual(['link-raw']);
    expect(names('raw')).toEqual([]);
  });
});
