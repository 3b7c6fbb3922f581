import { systemClock, systemRandomness, type Clock, type Randomness } from '@understudy/core';
import type { CommandSpec } from '../define-command.ts';
import { runProgram } from '../run-program.ts';

/** What a test gives a command instead of a process. */
export interface RunCommandOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly user?: string;
  readonly columns?: number;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Answers a question; there is a terminal where it is given. */
  readonly ask?: (question: string) => Promise<string>;
  /** Hears the output as it is written. */
  readonly onOut?: (text: string) => void;
}

/** What a command wrote, and its exit code. */
export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs one command as the program would, in this process. The credentials of `process.env` are its own unless `env` is
 * given; the AWS SDK reads those of the process in either case.
 * @param argv the words after the command's name
 */
export async function runCommand(
  spec: CommandSpec,
  argv: readonly string[],
  options: RunCommandOptions = {},
): Promise<CommandOutcome> {
  const { ask, onOut, env = process.env, user = 'ada', columns = 80 } = options;
  let out = '';
  let err = '';
  const program = {
    name: 'understudy',
    version: '0.0.0',
    summary: 'One command of understudy.',
    nouns: {},
    load: async () => [spec],
  };
  const code = await runProgram(program, [...spec.name.split(' '), ...argv], {
    out: (text) => {
      out += text;
      onOut?.(text);
    },
    err: (text) => (err += text),
    signal: options.signal ?? new AbortController().signal,
    isTerminal: ask !== undefined,
    columns,
    color: false,
    env,
    user,
    clock: options.clock ?? systemClock(),
    randomness: options.randomness ?? systemRandomness,
    ...(ask === undefined ? {} : { ask }),
  });
  return { code, out, err };
}
