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

/**
 * The words of a command line as the values of the options that are declared, and what stands beside them; as
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
      what: `${/^[^.\n]*/.exec(cause.message)?.[0] ?? cause.message}.`,
      details: { words: config.args ?? [] },
      cause,
    });
  }
}
