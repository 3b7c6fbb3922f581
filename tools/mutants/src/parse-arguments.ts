import {
  describeMisfit,
  flag,
  readWords,
  valued,
  wholeNumber,
  type WrongWords,
} from '@understudy/command-line';
import { MutantsError } from './errors.ts';
import { defaultOptions, type MutantsOptions } from './options.ts';

export type Parsed = { readonly kind: 'help' } | { readonly kind: 'hunt'; readonly options: MutantsOptions };

const declared = {
  only: valued,
  list: flag,
  every: valued,
  seeds: valued,
  budget: valued,
  from: valued,
  results: valued,
  regions: flag,
  new: flag,
  keep: flag,
  help: { ...flag, short: 'h' },
} as const;

const NUMBERS = {
  every: [1, 100_000],
  seeds: [0, 1_000_000],
  budget: [0, 1_000_000],
  from: [0, 1_000_000_000],
} as const;

/**
 * The command line as options, defaults filled in.
 * @throws MutantsError `UND_MUTANTS_OPTION_UNKNOWN`, `UND_MUTANTS_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const { values } = readWords({ args: words, options: declared }, refuse);
  if (values.help === true) return { kind: 'help' };
  const number = (name: keyof typeof NUMBERS): number => {
    const text = values[name];
    if (text === undefined) return defaultOptions[name];
    const [least, most] = NUMBERS[name];
    const value = wholeNumber(text, { least, most });
    if (value !== undefined) return value;
    throw new MutantsError('UND_MUTANTS_OPTION_INVALID', {
      what: describeMisfit(name, text, `a whole number from ${least} to ${most}`),
      details: { option: name, text },
    });
  };
  return {
    kind: 'hunt',
    options: {
      only: values.only,
      list: values.list === true,
      every: number('every'),
      seeds: number('seeds'),
      budget: number('budget'),
      from: number('from'),
      results: values.results,
      regions: values.regions === true,
      new: values.new === true,
      keep: values.keep === true,
    },
  };
}

function refuse({ kind, ...facts }: WrongWords): MutantsError {
  return new MutantsError(
    kind === 'unknown' ? 'UND_MUTANTS_OPTION_UNKNOWN' : 'UND_MUTANTS_OPTION_INVALID',
    facts,
  );
}
