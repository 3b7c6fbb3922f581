import { parseArgs, type ParseArgsConfig } from 'node:util';

/** An option that has a value, and one that has none; `multiple` and `short` come beside them. */
export const valued = { type: 'string' } as const;
export const flag = { type: 'boolean' } as const;

/** What is wrong with the words of a command line. */
export interface WrongWords {
  /** `unknown`: no such option, or no place for such a word; `invalid`: an option without its value, or with one too many. */
  readonly kind: 'unknown' | 'invalid';
  /** A sentence that names the word. */
  readonly what: string;
  readonly details: { readonly words: readonly string[] };
  /** All that Node says of it. */
  readonly cause: Error;
}

const UNKNOWN = ['ERR_PARSE_ARGS_UNKNOWN_OPTION', 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'];

/** Node's message in one sentence of ours; its first sentence where it says something that is not known here. */
function describeWrongWord(message: string, words: readonly string[]): string {
  const unknown = /^Unknown option '(.+?)'(?:\.|$)/.exec(message)?.[1];
  if (unknown !== undefined) return `There is no option ${unknown}.`;
  const stray = /^Unexpected argument '(.*?)'\. /s.exec(message)?.[1];
  if (stray !== undefined) return `"${stray}" is one argument too many.`;
  const [, option, trouble = ''] = /^Option '(?:-\w, )?(--?[^' ]+)[^']*' (.*)/.exec(message) ?? [];
  if (option === undefined) return `${/^[^.\n]*/.exec(message)?.[0] ?? message}.`;
  if (trouble.includes('does not take')) return `${option} takes no value.`;
  const next = words[words.indexOf(option) + 1];
  if (!trouble.includes('ambiguous') || next === undefined) return `${option} needs a value.`;
  return `${option} needs a value; one that begins with "-" is written ${option}${option.startsWith('--') ? '=' : ''}${next}.`;
}

/**
 * The words of a command line as the values of the options that are declared, and what is beside them; as
 * `parseArgs` of `node:util`, whose configuration it takes.
 * @param refuse makes the program's own coded error of what is wrong
 * @throws what `refuse` makes
 */
export function readWords<const Config extends ParseArgsConfig>(
  config: Config,
  refuse: (wrong: WrongWords) => Error,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const cause = error as Error & { readonly code?: string };
    throw refuse({
      kind: UNKNOWN.includes(cause.code ?? '') ? 'unknown' : 'invalid',
      what: describeWrongWord(cause.message, config.args ?? []),
      details: { words: config.args ?? [] },
      cause,
    });
  }
}
