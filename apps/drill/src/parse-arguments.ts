import { flag, readWords, valued, wholeNumber, type WrongWords } from '@understudy/command-line';
import { DrillError } from './errors.ts';
import { defaultOptions, ranges, type DrillOptions } from './options.ts';

export type Parsed = { readonly kind: 'help' } | { readonly kind: 'run'; readonly options: DrillOptions };

const declared = {
  once: flag,
  items: valued,
  rate: valued,
  seconds: valued,
  seed: valued,
  report: valued,
  journal: valued,
  plain: flag,
  'data-only': flag,
  'plant-loss': flag,
  help: { ...flag, short: 'h' },
} as const;

/**
 * The command line as options, defaults filled in.
 * @throws DrillError `UND_DRILL_OPTION_UNKNOWN`, `UND_DRILL_OPTION_INVALID`
 */
export function parseArguments(words: readonly string[]): Parsed {
  const { values } = readWords({ args: words, options: declared }, refuse);
  if (values.help === true) return { kind: 'help' };
  return {
    kind: 'run',
    options: {
      once: values.once ?? defaultOptions.once,
      items:
        values.items === 'all' ? 'all' : numberOf('items', values.items, defaultOptions.items, ' or "all"'),
      ratePerSecond: numberOf('rate', values.rate, defaultOptions.ratePerSecond),
      seconds: numberOf('seconds', values.seconds, defaultOptions.seconds),
      seed: numberOf('seed', values.seed, defaultOptions.seed),
      plain: values.plain ?? defaultOptions.plain,
      dataOnly: values['data-only'] ?? defaultOptions.dataOnly,
      plantLoss: values['plant-loss'] ?? defaultOptions.plantLoss,
      ...(values.report === undefined ? {} : { reportFile: fileName('report', values.report) }),
      ...(values.journal === undefined ? {} : { journalFile: fileName('journal', values.journal) }),
    },
  };
}

function refuse({ kind, ...facts }: WrongWords): DrillError {
  return new DrillError(kind === 'unknown' ? 'UND_DRILL_OPTION_UNKNOWN' : 'UND_DRILL_OPTION_INVALID', facts);
}

function numberOf<Default>(
  option: keyof typeof ranges,
  text: string | undefined,
  otherwise: Default,
  also = '',
): number | Default {
  if (text === undefined) return otherwise;
  const { least, most } = ranges[option];
  const value = wholeNumber(text, { least, most });
  if (value === undefined) {
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
