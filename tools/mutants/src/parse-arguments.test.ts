import { describe, expect, it } from '@jest/globals';
import { defaultOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';

describe('parseArguments', () => {
  it('fills in defaults and takes each option', () => {
    expect(parseArguments([])).toEqual({ kind: 'hunt', options: defaultOptions });
    expect(
      parseArguments(['--only', 'moves', '--every', '40', '--seeds', '0', '--list', '--results', 'r']),
    ).toEqual({
      kind: 'hunt',
      options: { ...defaultOptions, only: 'moves', every: 40, seeds: 0, list: true, results: 'r' },
    });
    expect(parseArguments(['-h'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['--every', '0'], 'UND_MUTANTS_OPTION_INVALID'],
    [['--seeds', 'many'], 'UND_MUTANTS_OPTION_INVALID'],
    [['--mutants', '1'], 'UND_MUTANTS_OPTION_UNKNOWN'],
    [['moves'], 'UND_MUTANTS_OPTION_UNKNOWN'],
  ])('refuses %j', (words, code) => {
    expect(() => parseArguments(words)).toThrow(expect.objectContaining({ code }));
  });
});
