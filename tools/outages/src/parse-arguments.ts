import {
  describeMisfit,
  flag,
  readWords,
  valued,
  wholeNumber,
  type WrongWords,
} from '@understudy/command-line';
import { OutagesError } from './errors.ts';
import { defaultOptions, type OutagesOptions } from './options.ts';

export type Parsed =
  | { readonly kind: 'help' }
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'run'; readonly options: OutagesOptions };

const declared = {
  seeds: valued,
  from: valued,
  processes: valued,
  'noisy-days': valued,
  seed: valued,
  help: { ...flag, short: 'h' },
} as const;

const MOST_SEEDS = 1_000_000_000;
const MOST_PROCESSES = 64;

/**
 * The command line as options, defaults filled in.
 * @throws OutagesError `UND_OUTAGES_OPTION_UNKNOWN`, `UND_OUTAGES_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const given = readWords({ args: words, options: declared }, refuse).values;
  const { seeds, from, processes, 'noisy-days': days, seed, help } = given;
  if (help === true) return { kind: 'help' };
  if (seed !== undefined) {
    if ([seeds, from, processes, days].some((given) => given !== undefined)) {
      throw new OutagesError('UND_OUTAGES_OPTION_INVALID', {
        what: '--seed plays one seed alone; it goes with no other option.',
      });
    }
    return { kind: 'seed', seed: numberOf('seed', seed, 0, MOST_SEEDS) };
  }
  if (days !== undefined && seeds !== undefined) {
    throw new OutagesError('UND_OUTAGES_OPTION_INVALID', {
      what: '--noisy-days plays days instead of seeds of outages; give one of --noisy-days and --seeds.',
    });
  }
  return {
    kind: 'run',
    options: {
      days: days !== undefined,
      seeds:
        days !== undefined
          ? numberOf('noisy-days', days, 1, MOST_SEEDS)
          : seeds === undefined
            ? defaultOptions.seeds
            : numberOf('seeds', seeds, 1, MOST_SEEDS),
      from: from === undefined ? defaultOptions.from : numberOf('from', from, 0, MOST_SEEDS),
      processes:
        processes === undefined
          ? defaultOptions.processes
          : numberOf('processes', processes, 1, MOST_PROCESSES),
    },
  };
}

function refuse({ kind, ...facts }: WrongWords): OutagesError {
  return new OutagesError(
    kind === 'unknown' ? 'UND_OUTAGES_OPTION_UNKNOWN' : 'UND_OUTAGES_OPTION_INVALID',
    facts,
  );
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const value = wholeNumber(text, { least, most });
  if (value !== undefined) return value;
  throw new OutagesError('UND_OUTAGES_OPTION_INVALID', {
    what: describeMisfit(option, text, `a whole number from ${least} to ${most}`),
    details: { option, text },
  });
}
