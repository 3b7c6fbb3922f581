import type { ExitName } from '@understudy/core';
import type { CommandContext, OutputFormat } from './command-context.ts';
import type { ArgumentSpec, ArgumentValues, OptionSpecs, OptionValues } from './option-spec.ts';

/** What the command line asks for. */
export interface CommandInput<
  Arguments extends readonly ArgumentSpec[] = readonly ArgumentSpec[],
  Options extends OptionSpecs = OptionSpecs,
> {
  /** Path of the topology file: `-f`, else `UNDERSTUDY_FILE`, else `understudy.yaml`. */
  readonly file: string;
  readonly arguments: ArgumentValues<Arguments>;
  readonly options: OptionValues<Options>;
  readonly output: OutputFormat;
}

export interface CommandExample {
  readonly command: string;
  readonly does: string;
}

/** One command of `understudy`; the module that holds it imports nothing heavy, `run` loads the rest. */
export interface CommandSpec<
  Arguments extends readonly ArgumentSpec[] = readonly ArgumentSpec[],
  Options extends OptionSpecs = OptionSpecs,
> {
  /** One word, or a noun and a verb: `ledger list`. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly description?: string;
  readonly arguments?: Arguments;
  readonly options?: Options;
  readonly examples: readonly CommandExample[];
  /** Whether it reads the topology file; `true` unless given. */
  readonly readsTopology?: boolean;
  /** It changes something: it goes on when the reader of its output has gone. */
  readonly changes?: boolean;
  /** It runs until a signal ends it, which is success. */
  readonly daemon?: boolean;
  /** What a person who presses Ctrl-C has to know: what goes on without the command. */
  readonly interrupted?: string;
  /** Gives the name of an exit, `done` where it gives nothing. */
  run(
    input: CommandInput<Arguments, Options>,
    context: CommandContext,
  ): Promise<ExitName | undefined> | Promise<void>;
}

/** A command whose `run` gets values of the types that its arguments and options declare. */
export function defineCommand<
  const Arguments extends readonly ArgumentSpec[] = readonly [],
  const Options extends OptionSpecs = Readonly<Record<string, never>>,
>(spec: CommandSpec<Arguments, Options>): CommandSpec<Arguments, Options> {
  return spec;
}
