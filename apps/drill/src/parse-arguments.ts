import { parseArgs } from 'node:util';
import { DrillError } from './errors.ts';
import { defaultOptions, ranges, type DrillOptions } from './options.ts';

export type Parsed = { readonly kind: 'help' } | { readonly kind: 'run'; readonly options: DrillOptions };

const declared = {
  once: { type: 'boolean' },
  items: { type: 'string' },
  rate: { type: 'string' },
  seconds: { type: 'string' },
  seed: { type: 'string' },
  report: { type: 'string' },
  journal: { type: 'string' },
  plain: { type: 'boolean' },
  'data-only': { type: 'boolean' },
  'plant-loss': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * The command line as options, defaults filled in.
 * @throws DrillError `UND_DRILL_OPTION_UNKNOWN`, `UND_DRILL_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const values = readWords(words);
  if (values.help === true) return { kind: 'help' };
  return {
    kind: 'run',
    options: {
      once: values.once ?? defaultOptions.once,
      items:
        values.items === 'all'
          ? 'all'
          : wholeNumber('items', values.items, defaultOptions.items, ' or "all"'),
      ratePerSecond: wholeNumber('rate', values.rate, defaultOptions.ratePerSecond),
      seconds: wholeNumber('seconds', values.seconds, defaultOptions.seconds),
      seed: wholeNumber('seed', values.seed, defaultOptions.seed),
      plain: values.plain ?? defaultOptions.plain,
      dataOnly: values['data-only'] ?? defaultOptions.dataOnly,
      plantLoss: values['plant-loss'] ?? defaultOptions.plantLoss,
      ...(values.report === undefined ? {} : { reportFile: fileName('report', values.report) }),
      ...(values.journal === undefined ? {} : { journalFile: fileName('journal', values.journal) }),
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
    throw new DrillError(unknown ? 'UND_DRILL_OPTION_UNKNOWN' : 'UND_DRILL_OPTION_INVALID', {
      what: `${/^[^.\n]*/.exec(message)?.[0] ?? message}.`,
      details: { words },
      cause,
    });
  }
}

function wholeNumber<Default>(
  option: keyof typeof ranges,
  text: string | undefined,
  otherwise: Default,
  also = '',
): number | Default {
  if (text === undefined) return otherwise;
  const { least, most } = ranges[option];
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new DrillError('UND_DRILL_OPTION_INVALID', {
      what: `--${option} is "${text}", but has to be a whole number from ${String(least)} to ${String(most)}${also}.`,
      details: { option, text, least, most },
    });
  }
  return value;
}

function fileName(option: string, text: string): string {
  if (text.trim() === '') {
    throw new DrillError('UND_DRILL_OPTION_INVALID', {
      what: `--${option} names no file.`,
      details: { option, text },
    });
  }
  return text;
}
