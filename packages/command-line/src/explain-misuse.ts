import type { Command, CommanderError } from 'commander';
import { CommandLineError } from './errors.ts';
import { nearestNames } from './nearest-names.ts';

/**
 * What commander refused, as an error of ours.
 * @param program the whole program
 * @param argv the command line
 */
export function explainMisuse(
  { code, message }: CommanderError,
  program: Command,
  argv: readonly string[],
): CommandLineError {
  const command = commandOf(program, argv);
  const path = pathOf(command);
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const fail = (reason: CommandLineError['code'], what: string) =>
    new CommandLineError(reason, { what, details: { command: path, argument: named } });
  switch (code) {
    case 'commander.unknownOption':
      return fail(
        'UND_COMMAND_LINE_OPTION_UNKNOWN',
        `${path} has no option ${named}.${hint(named, flagsOf(command))}`,
      );
    case 'commander.unknownCommand':
      return fail(
        'UND_COMMAND_LINE_COMMAND_UNKNOWN',
        `${path} has no command "${named}".${hint(
          named,
          command.commands.map((each) => each.name()),
        )}`,
      );
    case 'commander.missingArgument':
      return fail('UND_COMMAND_LINE_ARGUMENT_MISSING', `${path} needs the argument ${named}.`);
    case 'commander.excessArguments':
      return fail('UND_COMMAND_LINE_ARGUMENT_UNEXPECTED', `${path}: ${countsOf(message)}`);
    case 'commander.optionMissingArgument':
      return fail('UND_COMMAND_LINE_OPTION_INVALID', `${path}: the option ${named} needs a value.`);
    default:
      return fail('UND_COMMAND_LINE_OPTION_INVALID', `${path}: ${message.replace(/^error: /, '')}.`);
  }
}

/** `Too many arguments (4, expected at most 3).` */
function countsOf(message: string): string {
  const [, expected = '0', got = '1'] = /Expected (\d+) arguments? but got (\d+)/.exec(message) ?? [];
  return `Too many arguments (${got}, expected at most ${expected}).`;
}

/** The command that the words reach. */
function commandOf(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) {
    const next = command.commands.find((each) => each.name() === word);
    if (next !== undefined) command = next;
  }
  return command;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function flagsOf(command: Command): readonly string[] {
  const own = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
  return [...own, ...(command.parent === null ? ['--help'] : flagsOf(command.parent))];
}

function hint(name: string, known: readonly string[]): string {
  const [nearest] = nearestNames(name, known);
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}
