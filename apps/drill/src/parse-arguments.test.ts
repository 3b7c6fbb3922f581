import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DrillError } from './errors.ts';
import { defaultOptions, HELP, ranges } from './options.ts';
import { parseArguments } from './parse-arguments.ts';

const optionsOf = (...words: string[]) => {
  const parsed = parseArguments(words);
  if (parsed.kind !== 'run') throw new Error('expected options');
  return parsed.options;
};

const codeOf = (...words: string[]): string => {
  try {
    parseArguments(words);
  } catch (error) {
    if (error instanceof DrillError) return error.code;
    throw error;
  }
  return 'none';
};

describe('parseArguments', () => {
  it('fills in the defaults', () => {
    expect(optionsOf()).toEqual(defaultOptions);
  });

  it('takes every option', () => {
    expect(
      optionsOf(
        '--once',
        '--items',
        '500',
        '--rate',
        '20',
        '--seconds=4',
        '--seed',
        '7',
        '--plain',
        '--plant-loss',
      ),
    ).toEqual({
      ...defaultOptions,
      once: true,
      items: 500,
      ratePerSecond: 20,
      seconds: 4,
      seed: 7,
      plain: true,
      plantLoss: true,
    });
    expect(optionsOf('--items', 'all', '--report', 'r.json', '--journal', 'j.jsonl')).toEqual({
      ...defaultOptions,
      items: 'all',
      reportFile: 'r.json',
      journalFile: 'j.jsonl',
    });
  });

  it('gives help whatever else is right', () => {
    expect(parseArguments(['--once', '-h'])).toEqual({ kind: 'help' });
  });

  it('names every option in the help', () => {
    for (const option of [
      'once',
      'items',
      'rate',
      'seconds',
      'seed',
      'report',
      'journal',
      'plain',
      'plant-loss',
      'help',
    ]) {
      expect(HELP).toContain(`--${option}`);
    }
  });
});

describe('parseArguments, where the command line is wrong', () => {
  it('refuses what it does not know', () => {
    expect(codeOf('--onec')).toBe('UND_DRILL_OPTION_UNKNOWN');
    expect(codeOf('now')).toBe('UND_DRILL_OPTION_UNKNOWN');
  });

  it.each([
    ['--items', 'many'],
    ['--items', '10'],
    ['--rate', '0'],
    ['--rate', '101'],
    ['--seconds', '-3'],
    ['--seconds', '3.5'],
    ['--seconds', '1e2'],
    ['--report', ''],
  ])('refuses %s %s', (...words) => {
    expect(codeOf(...words)).toBe('UND_DRILL_OPTION_INVALID');
  });

  it('refuses an option without the value it needs, and a value it does not take', () => {
    expect(codeOf('--items')).toBe('UND_DRILL_OPTION_INVALID');
    expect(codeOf('--once=yes')).toBe('UND_DRILL_OPTION_INVALID');
  });

  it('says which value was wrong and what would be right', () => {
    expect(() => parseArguments(['--rate', '500'])).toThrow(/--rate is "500".*from 5 to 100/);
  });

  it('either refuses a number with a code or takes it unchanged', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const fits = value >= ranges.rate.least && value <= ranges.rate.most;
        if (fits) expect(optionsOf(`--rate=${String(value)}`).ratePerSecond).toBe(value);
        else expect(codeOf(`--rate=${String(value)}`)).toBe('UND_DRILL_OPTION_INVALID');
      }),
    );
  });
});
