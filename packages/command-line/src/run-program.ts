import { setMaxListeners } from 'node:events';
import { EXIT_CODES, type ExitName, type UnderstudyError } from '@understudy/core';
import { CommanderError } from 'commander';
import { buildProgram, type ParsedCommand } from './build-program.ts';
import { codeTrouble } from './code-trouble.ts';
import type { CommandContext, OutputFormat } from './command-context.ts';
import { confirm } from './confirm.ts';
import type { CommandSpec } from './define-command.ts';
import { explainMisuse } from './explain-misuse.ts';
import { jsonOf } from './json-of.ts';
import { outputOf } from './output-of.ts';
import type { ProgramSpec } from './program-spec.ts';
import { readInput } from './read-input.ts';
import { renderError } from './render-error.ts';
import { wantsDebug } from './wants-debug.ts';

/** Global options with a value that is the next word. */
const GLOBAL_VALUED: readonly string[] = ['-f', '--file', '-o', '--output'];

/** What a program has of its process. */
export interface ProgramContext extends Omit<CommandContext, 'result' | 'confirm' | 'progress'> {
  /** Hears which command runs, before it does. */
  readonly onCommand?: (spec: CommandSpec) => void;
}

/** Does what a command line asks for and gives the exit code; never throws. */
export async function runProgram(
  program: ProgramSpec,
  words: readonly string[],
  context: ProgramContext,
): Promise<number> {
  const argv = withoutHelpWord(words);
  const debug = wantsDebug(argv, context.env);
  const color = context.color && !argv.includes('--no-color') && (context.env['NO_COLOR'] ?? '') === '';
  let output: OutputFormat = 'text';
  const fail = (error: UnderstudyError) => {
    context.err(renderError(error, { json: output === 'json', debug, color }));
    return EXIT_CODES[error.exit];
  };
  try {
    output = outputOf(argv);
    const parsed = await parse(program, argv, context);
    if (parsed === undefined) return EXIT_CODES.done;
    const { spec } = parsed;
    const input = readInput(parsed, context.env, output);
    context.onCommand?.(spec);
    // One for each question that a command has under way: those of a move grow with the tables.
    setMaxListeners(0, context.signal);
    const exit = await spec.run(input, await openContext(context, output, color));
    return EXIT_CODES[exit ?? exitOf(spec, context.signal)];
  } catch (error) {
    if (context.signal.aborted && !debug) return EXIT_CODES.interrupted;
    return fail(codeTrouble(error));
  }
}

/** `help status` is read as `status --help`. */
function withoutHelpWord(words: readonly string[]): readonly string[] {
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words;
}

/** How a command that names no exit ends: a signal is the usual end of a daemon, and interrupts any other. */
function exitOf({ daemon = false }: CommandSpec, { aborted }: AbortSignal): ExitName {
  return aborted && !daemon ? 'interrupted' : 'done';
}

/** The command that the words ask for; `undefined` where help or the version were asked for, and written. */
async function parse(
  program: ProgramSpec,
  argv: readonly string[],
  { out, columns }: ProgramContext,
): Promise<ParsedCommand | undefined> {
  const specs = await program.load(firstWord(argv));
  let parsed: ParsedCommand | undefined;
  const commander = buildProgram(program, specs, { out, err: out, columns }, (command) => {
    parsed = command;
  });
  try {
    commander.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(error.code))
      return undefined;
    throw explainMisuse(error, commander, argv);
  }
  return parsed;
}

/** The first word that is neither an option nor the value of a global one. */
function firstWord(argv: readonly string[]): string | undefined {
  return argv.find((word, index) => !word.startsWith('-') && !GLOBAL_VALUED.includes(argv[index - 1] ?? ''));
}

async function openContext(
  context: ProgramContext,
  output: OutputFormat,
  color: boolean,
): Promise<CommandContext> {
  const { onCommand: _, ...rest } = context;
  const { out, err, ask } = rest;
  const serialize =
    output === 'yaml' ? (await import('./yaml-of.ts')).yamlOf : (value: unknown) => `${jsonOf(value)}\n`;
  const style = { wide: output === 'wide', columns: context.columns, color };
  return {
    ...rest,
    color,
    out,
    err,
    progress: (text) => {
      if (context.isTerminal) err(`${text}\n`);
    },
    confirm: async (confirmation) => confirm(confirmation, ask),
    result: (value, render) => {
      if (output === 'json' || output === 'yaml') out(serialize(value));
      else out(`${render(value, style).replace(/\n$/, '')}\n`);
    },
  };
}
