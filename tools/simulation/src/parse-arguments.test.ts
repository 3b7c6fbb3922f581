import { describe, expect, it } from '@jest/globals';
import { parseArguments } from './parse-arguments.ts';

describe('the command line', () => {
  it('has defaults', () => {
    expect(parseArguments([])).toMatchObject({
      kind: 'run',
      options: { seeds: 1_000, from: 0, coverage: true },
    });
  });

  it('asks for coverage only of a run that is long enough to see everything', () => {
    expect(parseArguments(['--seeds', '999', '--from', '5'])).toMatchObject({
      options: { seeds: 999, from: 5, coverage: false },
    });
  });

  it('plays one seed or one history', () => {
    expect(parseArguments(['--seed', '12'])).toEqual({ kind: 'seed', seed: 12 });
    expect(parseArguments(['--history', 'a.json'])).toEqual({ kind: 'history', file: 'a.json' });
    expect(parseArguments(['-h'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['--seeds', 'many'], 'UND_SIMULATION_OPTION_INVALID'],
    [['--processes', '0'], 'UND_SIMULATION_OPTION_INVALID'],
    [['--seed', '1', '--seeds', '2'], 'UND_SIMULATION_OPTION_INVALID'],
    [['--seeds', '-1'], 'UND_SIMULATION_OPTION_INVALID'],
    [['--seeds', '1.5'], 'UND_SIMULATION_OPTION_INVALID'],
    [['--history', ' '], 'UND_SIMULATION_OPTION_INVALID'],
    [['--seed', '1', '--from', '2'], 'UND_SIMULATION_OPTION_INVALID'],
    [['seed'], 'UND_SIMULATION_OPTION_UNKNOWN'],
  ])('refuses %j', (words, code) => {
    expect(() => parseArguments(words)).toThrow(code);
  });
});
