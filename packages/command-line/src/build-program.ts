import { Command, Option } from 'commander';
import { OUTPUT_FORMATS } from './command-context.ts';
import type { CommandSpec } from './define-command.ts';
import { describeOption } from './describe-option.ts';
import { flagOf } from './flag-of.ts';
import type { ArgumentSpec, OptionSpec } from './option-spec.ts';
import type { ProgramSpec } from './program-spec.ts';
import { wrapCommand } from './wrap-command.ts';

/** Help is at most this wide, on wider terminals too. */
const HELP_COLUMNS = 80;

/** What commander read: the command, its raw arguments in order, its raw options and the global ones. */
export interface ParsedCommand {
  readonly spec: CommandSpec;
  readonly words: readonly (string | readonly string[] | undefined)[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where commander's own text goes. */
export interface HelpOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly columns: number;
}

/** The program as commander parses it; `onCommand` hears of the command that was asked for. */
export function buildProgram(
  { name, summary, version, nouns }: ProgramSpec,
  specs: readonly CommandSpec[],
  output: HelpOutput,
  onCommand: (parsed: ParsedCommand) => void,
): Command {
  const program = new Command(name)
    .description(summary)
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: output.out,
      writeErr: output.err,
      getOutHelpWidth: () => Math.min(output.columns, HELP_COLUMNS),
      getErrHelpWidth: () => Math.min(output.columns, HELP_COLUMNS),
      outputError: () => {},
    })
    .configureHelp({ showGlobalOptions: true });
  addGlobalOptions(program);
  for (const spec of specs) {
    const [first = '', verb] = spec.name.split(' ');
    const parent = verb === undefined ? program : nounOf(program, first, nouns[first] ?? '');
    addCommand(parent, verb ?? first, spec, onCommand);
  }
  program.addHelpText('after', `\nRun ${name} COMMAND --help for the options of a command and examples.`);
  return program;
}

function nounOf(program: Command, noun: string, summary: string): Command {
  return (
    program.commands.find((each) => each.name() === noun) ??
    program.command(noun).description(summary).helpCommand(false)
  );
}

function addGlobalOptions(program: Command): void {
  program
    .option('-f, --file <FILE>', 'Topology file. (default: $UNDERSTUDY_FILE, else understudy.yaml)')
    .addOption(
      new Option('-o, --output <FORMAT>', `Format of results: ${OUTPUT_FORMATS.join(', ')}. (default: text)`),
    )
    .option('--no-color', 'Write without colors; so does the variable NO_COLOR.')
    .option('--debug', 'Show the stack and the causes of an error.');
}

function addCommand(
  parent: Command,
  word: string,
  spec: CommandSpec,
  onCommand: (parsed: ParsedCommand) => void,
): void {
  const command = parent.command(word).summary(spec.summary).description(descriptionOf(spec));
  for (const argument of spec.arguments ?? []) command.argument(placeOf(argument), argument.description);
  for (const [key, option] of Object.entries(spec.options ?? {})) command.addOption(optionOf(key, option));
  command.addHelpText('after', examplesOf(spec));
  command.action((...given: unknown[]) => {
    const count = spec.arguments?.length ?? 0;
    onCommand({
      spec,
      words: given.slice(0, count) as ParsedCommand['words'],
      values: command.optsWithGlobals(),
    });
  });
}

function descriptionOf({ summary, description }: CommandSpec): string {
  return description === undefined ? summary : `${summary}\n\n${description}`;
}

function examplesOf({ examples }: CommandSpec): string {
  const lines = examples.flatMap(({ command, does }) => [
    `  # ${does}`,
    ...wrapCommand(command, HELP_COLUMNS - 2).map((line) => `  ${line}`),
  ]);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('\n')}`;
}

/** How an argument is written in the usage line: `<TABLE>`, `[REGION]`, `<RECORD...>`. */
function placeOf({ name, optional = false, variadic = false }: ArgumentSpec): string {
  const word = `${name.toUpperCase()}${variadic ? '...' : ''}`;
  return optional ? `[${word}]` : `<${word}>`;
}

function optionOf(key: string, spec: OptionSpec): Option {
  const short = spec.short === undefined ? '' : `-${spec.short}, `;
  const value = spec.value === undefined ? '' : ` <${spec.value}>`;
  const option = new Option(`${short}${flagOf(key)}${value}`, describeOption(spec));
  return spec.repeatable === true
    ? option.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text])
    : option;
}
