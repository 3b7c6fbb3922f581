import { parseArgs } from 'node:util';
import { SimulationError } from './errors.ts';
import { defaultOptions, SEEDS_FOR_COVERAGE, type SimOptions } from './options.ts';

export type Parsed =
  | { readonly kind: 'help' }
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'history'; readonly file: string }
  | { readonly kind: 'run'; readonly options: SimOptions };

const declared = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  processes: { type: 'string' },
  seed: { type: 'string' },
  history: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const MOST_SEEDS = 1_000_000_000;
const MOST_PROCESSES = 64;

/**
 * The command line as options, defaults filled in.
 * @throws SimulationError `UND_SIMULATION_OPTION_UNKNOWN`, `UND_SIMULATION_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const { seeds, from, processes, seed, history, help } = readWords(words);
  if (help === true) return { kind: 'help' };
  const alone = [seed, history].filter((given) => given !== undefined).length;
  const many = [seeds, from, processes].filter((given) => given !== undefined).length;
  if (alone > 1 || (alone === 1 && many > 0)) {
    throw new SimulationError('UND_SIMULATION_OPTION_INVALID', {
      what: '--seed and --history play one history alone; neither goes with another option.',
    });
  }
  if (seed !== undefined) return { kind: 'seed', seed: wholeNumber('seed', seed, 0, MOST_SEEDS) };
  if (history !== undefined) {
    if (history.trim() === '') throw invalid('history', history, "a file's name");
    return { kind: 'history', file: history };
  }
  const count = seeds === undefined ? defaultOptions.seeds : wholeNumber('seeds', seeds, 0, MOST_SEEDS);
  return {
    kind: 'run',
    options: {
      seeds: count,
      from: from === undefined ? defaultOptions.from : wholeNumber('from', from, 0, MOST_SEEDS),
      processes:
        processes === undefined
          ? defaultOptions.processes
          : wholeNumber('processes', processes, 1, MOST_PROCESSES),
      coverage: count >= SEEDS_FOR_COVERAGE,
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
    throw new SimulationError(unknown ? 'UND_SIMULATION_OPTION_UNKNOWN' : 'UND_SIMULATION_OPTION_INVALID', {
      what: `${/^[^.\n]*/.exec(message)?.[0] ?? message}.`,
      details: { words },
      cause,
    });
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalid(option, text, `a whole number from ${String(least)} to ${String(most)}`);
}

function invalid(option: string, text: string, expected: string): SimulationError {
  return new SimulationError('UND_SIMULATION_OPTION_INVALID', {
    what: `--${option} is "${text}"; expected ${expected}.`,
    details: { option, text },
  });
}
