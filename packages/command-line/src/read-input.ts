import type { OutputFormat } from './command-context.ts';
import type { ParsedCommand } from './build-program.ts';
import type { CommandInput } from './define-command.ts';
import { CommandLineError } from './errors.ts';
import { flagOf } from './flag-of.ts';
import type { OptionSpec } from './option-spec.ts';
import { readValue } from './read-value.ts';

const DEFAULT_FILE = 'understudy.yaml';

/**
 * What the command line asks for, each value read as its kind.
 * @throws CommandLineError `UND_COMMAND_LINE_OPTION_INVALID`, `UND_COMMAND_LINE_OPTION_MISSING`
 */
export function readInput(
  { spec, words, values }: ParsedCommand,
  env: Readonly<Record<string, string | undefined>>,
  output: OutputFormat,
): CommandInput {
  const given = (spec.arguments ?? []).map(({ name, kind }, index) => {
    const word = words[index];
    const read = (text: string) => readValue(name.toUpperCase(), text, kind);
    return [name, typeof word === 'string' ? read(word) : word?.map(read)] as const;
  });
  const options = Object.entries(spec.options ?? {}).map(
    ([key, option]) => [key, readOption(key, option, values[key])] as const,
  );
  return {
    file: typeof values['file'] === 'string' ? values['file'] : namedFile(env),
    arguments: Object.fromEntries(given),
    options: Object.fromEntries(options),
    output,
  } as CommandInput;
}

function readOption(key: string, option: OptionSpec, raw: unknown): unknown {
  if (option.value === undefined) return raw === true;
  const read = (text: string) => readValue(flagOf(key), text, option.kind);
  if (option.repeatable === true) return ((raw ?? []) as readonly string[]).map(read);
  if (raw !== undefined) return read(raw as string);
  if (option.required !== true) {
    const { kind, default: value } = option;
    return typeof kind === 'object' && 'duration' in kind && typeof value === 'string' ? read(value) : value;
  }
  throw new CommandLineError('UND_COMMAND_LINE_OPTION_MISSING', {
    what: `The option ${flagOf(key)} ${option.value} is required.`,
    details: { option: flagOf(key) },
  });
}

function namedFile({ UNDERSTUDY_FILE: file = '' }: Readonly<Record<string, string | undefined>>): string {
  return file === '' ? DEFAULT_FILE : file;
}
