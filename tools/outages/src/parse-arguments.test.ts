import { expect, it } from '@jest/globals';
import { defaultOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';

it('has a default for every option', () => {
  expect(parseArguments([])).toEqual({ kind: 'run', options: defaultOptions });
  expect(parseArguments(['--seeds', '7', '--from', '9', '--processes', '3'])).toEqual({
    kind: 'run',
    options: { seeds: 7, from: 9, processes: 3, days: false },
  });
  expect(parseArguments(['--noisy-days', '5'])).toEqual({
    kind: 'run',
    options: { ...defaultOptions, seeds: 5, days: true },
  });
  expect(parseArguments(['--seed', '4'])).toEqual({ kind: 'seed', seed: 4 });
  expect(parseArguments(['-h'])).toEqual({ kind: 'help' });
});

it.each([
  [['--seeds', '0'], 'UND_OUTAGES_OPTION_INVALID: --seeds is "0"'],
  [['--processes', '65'], 'UND_OUTAGES_OPTION_INVALID: --processes is "65"'],
  [['--seed', '4', '--from', '1'], 'UND_OUTAGES_OPTION_INVALID: --seed plays one seed alone'],
  [['--noisy-days', '0'], 'UND_OUTAGES_OPTION_INVALID: --noisy-days is "0"'],
  [['--noisy-days', '4', '--seeds', '1'], 'UND_OUTAGES_OPTION_INVALID: --noisy-days plays days'],
  [['--sed', '4'], 'UND_OUTAGES_OPTION_UNKNOWN'],
])('refuses %j', (words, message) => {
  expect(() => parseArguments(words)).toThrow(message);
});
