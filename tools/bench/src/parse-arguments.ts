import {
  describeMisfit,
  flag,
  readWords,
  valued,
  wholeNumber,
  type WrongWords,
} from '@understudy/command-line';
import { chooseComparisons, COMPARISONS, FIRST_WORDS } from './comparisons.ts';
import { BenchError } from './errors.ts';
import { defaultOptions, RUNS, type BenchOptions } from './options.ts';

export type Parsed = { readonly kind: 'help' } | { readonly kind: 'run'; readonly options: BenchOptions };

const declared = {
  runs: valued,
  only: valued,
  json: valued,
  help: { ...flag, short: 'h' },
} as const;

/**
 * The command line as options, defaults filled in.
 * @throws BenchError `UND_BENCH_OPTION_UNKNOWN`, `UND_BENCH_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const { runs, only, json, help } = readWords({ args: words, options: declared }, refuse).values;
  if (help === true) return { kind: 'help' };
  if (only !== undefined && chooseComparisons(only).length === 0) {
    const names = COMPARISONS.map(({ name }) => name).join(', ');
    throw invalid('only', only, `${FIRST_WORDS.join(', ')} or one of ${names}`);
  }
  if (json?.trim() === '') throw invalid('json', json, "a file's name");
  return {
    kind: 'run',
    options: {
      runs: runs === undefined ? defaultOptions.runs : numberOf(runs),
      ...(only === undefined ? {} : { only }),
      ...(json === undefined ? {} : { jsonFile: json }),
    },
  };
}

function refuse({ kind, ...facts }: WrongWords): BenchError {
  return new BenchError(kind === 'unknown' ? 'UND_BENCH_OPTION_UNKNOWN' : 'UND_BENCH_OPTION_INVALID', facts);
}

function numberOf(text: string): number {
  const value = wholeNumber(text, RUNS);
  if (value !== undefined) return value;
  throw invalid('runs', text, `a whole number from ${RUNS.least} to ${RUNS.most}`);
}

function invalid(option: string, text: string, expected: string): BenchError {
  return new BenchError('UND_BENCH_OPTION_INVALID', {
    what: describeMisfit(option, text, expected),
    details: { option, text, expected },
  });
}
