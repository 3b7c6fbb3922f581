import { parseArgs } from 'node:util';
import { chooseComparisons, COMPARISONS } from './comparisons.ts';
import { BenchError } from './errors.ts';
import { defaultOptions, RUNS, type BenchOptions } from './options.ts';

export type Parsed = { readonly kind: 'help' } | { readonly kind: 'run'; readonly options: BenchOptions };

const declared = {
  runs: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * The command line as options, defaults filled in.
 * @throws BenchError `UND_BENCH_OPTION_UNKNOWN`, `UND_BENCH_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const { runs, only, json, help } = readWords(words);
  if (help === true) return { kind: 'help' };
  if (only !== undefined && chooseComparisons(only).length === 0) {
    const names = COMPARISONS.map(({ name }) => name).join(', ');
    throw invalid('only', only, `link, backfill, client or one of ${names}`);
  }
  if (json?.trim() === '') throw invalid('json', json, "a file's name");
  return {
    kind: 'run',
    options: {
      runs: runs === undefined ? defaultOptions.runs : wholeNumber(runs),
      ...(only === undefined ? {} : { only }),
      ...(json === undefined ? {} : { jsonFile: json }),
    },
  };
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: declared, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    const { code, message } = cause as { readonly code?: string; readonly message: string };
    const unknown =
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';
    throw new BenchError(unknown ? 'UND_BENCH_OPTION_UNKNOWN' : 'UND_BENCH_OPTION_INVALID', {
      what: `${/^[^.\n]*/.exec(message)?.[0] ?? message}.`,
      details: { words },
      cause,
    });
  }
}

function wholeNumber(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= RUNS.least && value <= RUNS.most) return value;
  throw invalid('runs', text, `a whole number from ${String(RUNS.least)} to ${String(RUNS.most)}`);
}

function invalid(option: string, text: string, expected: string): BenchError {
  return new BenchError('UND_BENCH_OPTION_INVALID', {
    what: `--${option} is "${text}"; expected ${expected}.`,
    details: { option, text, expected },
  });
}
