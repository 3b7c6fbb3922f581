import {
  describeMisfit,
  flag,
  readWords,
  valued,
  wholeNumber,
  type WrongWords,
} from '@understudy/command-line';
import { SimulationError } from './errors.ts';
import { defaultOptions, SEEDS_FOR_COVERAGE, type SimOptions } from './options.ts';

export type Parsed =
  | { readonly kind: 'help' }
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'history'; readonly file: string }
  | { readonly kind: 'run'; readonly options: SimOptions };

const declared = {
  seeds: valued,
  from: valued,
  processes: valued,
  seed: valued,
  history: valued,
  help: { ...flag, short: 'h' },
} as const;

const MOST_SEEDS = 1_000_000_000;
const MOST_PROCESSES = 64;

/**
 * The command line as options, defaults filled in.
 * @throws SimulationError `UND_SIMULATION_OPTION_UNKNOWN`, `UND_SIMULATION_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const { seeds, from, processes, seed, history, help } = readWords(
    { args: words, options: declared },
    refuse,
  ).values;
  if (help === true) return { kind: 'help' };
  const alone = [seed, history].filter((given) => given !== undefined).length;
  const many = [seeds, from, processes].filter((given) => given !== undefined).length;
  if (alone > 1 || (alone === 1 && many > 0)) {
    throw new SimulationError('UND_SIMULATION_OPTION_INVALID', {
      what: '--seed and --history play one history alone; neither goes with another option.',
    });
  }
  if (seed !== undefined) return { kind: 'seed', seed: numberOf('seed', seed, 0, MOST_SEEDS) };
  if (history !== undefined) {
    if (history.trim() === '') throw invalid('history', history, "a file's name");
    return { kind: 'history', file: history };
  }
  const count = seeds === undefined ? defaultOptions.seeds : numberOf('seeds', seeds, 0, MOST_SEEDS);
  return {
    kind: 'run',
    options: {
      seeds: count,
      from: from === undefined ? defaultOptions.from : numberOf('from', from, 0, MOST_SEEDS),
      processes:
        processes === undefined
          ? defaultOptions.processes
          : numberOf('processes', processes, 1, MOST_PROCESSES),
      coverage: count >= SEEDS_FOR_COVERAGE,
    },
  };
}

function refuse({ kind, ...facts }: WrongWords): SimulationError {
  return new SimulationError(
    kind === 'unknown' ? 'UND_SIMULATION_OPTION_UNKNOWN' : 'UND_SIMULATION_OPTION_INVALID',
    facts,
  );
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const value = wholeNumber(text, { least, most });
  if (value !== undefined) return value;
  throw invalid(option, text, `a whole number from ${least} to ${most}`);
}

function invalid(option: string, text: string, expected: string): SimulationError {
  return new SimulationError('UND_SIMULATION_OPTION_INVALID', {
    what: describeMisfit(option, text, expected),
    details: { option, text },
  });
}
