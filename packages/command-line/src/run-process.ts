import { userInfo } from 'node:os';
import { EXIT_CODES, systemClock, systemRandomness } from '@understudy/core';
import { askOnTerminal } from './ask-on-terminal.ts';
import { codeTrouble } from './code-trouble.ts';
import type { CommandSpec } from './define-command.ts';
import { outputOf } from './output-of.ts';
import type { ProgramSpec } from './program-spec.ts';
import { renderError } from './render-error.ts';
import { runProgram } from './run-program.ts';
import { StopSignal } from './stop-signal.ts';
import { wantsDebug } from './wants-debug.ts';

/** Runs the program as this process and ends it with the command's exit code. */
export async function runProcess(program: ProgramSpec): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const stopping = new AbortController();
  let running: CommandSpec | undefined;
  let readerGone = false;
  const err = (text: string) => process.stderr.write(text);
  const crash = (error: unknown) => {
    const failure = failureOf(error);
    err(failure.text);
    process.exit(failure.exit);
  };
  // A bug beside the command's own promises: Node would write its stack.
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    const finishes = running?.changes === true || running?.daemon === true;
    if (error.code === 'EPIPE') {
      // A command that only reads has nothing left to do; one that changes something finishes it.
      if (!finishes) process.exit(EXIT_CODES.done);
    } else if (!finishes) crash(error);
    else if (!readerGone) err(failureOf(error).text);
    readerGone = true;
  });
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    if (stopping.signal.aborted) process.exit(EXIT_CODES.interrupted);
    if (signal === 'SIGINT') err(farewellOf(running));
    stopping.abort(new StopSignal(signal));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const ask = (question: string) =>
    askOnTerminal(question, {
      input: process.stdin,
      output: process.stderr,
      signal: stopping.signal,
      onInterrupt: () => stop('SIGINT'),
    });
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  const code = await runProgram(program, process.argv.slice(2), {
    out: (text) => {
      if (!readerGone) process.stdout.write(text);
    },
    err,
    signal: stopping.signal,
    isTerminal,
    columns: process.stdout.columns || 80,
    color: process.stdout.isTTY && process.stderr.isTTY,
    env: process.env,
    user: userName(),
    clock: systemClock(),
    randomness: systemRandomness,
    ...(isTerminal ? { ask } : {}),
    onCommand: (spec) => (running = spec),
  });
  process.exitCode = code;
}

/** An error as the command line wants it: as text or JSON, with its stack or without. */
function failureOf(error: unknown): { readonly text: string; readonly exit: number } {
  const argv = process.argv.slice(2);
  const coded = codeTrouble(error);
  const shown = { json: isJson(argv), debug: wantsDebug(argv, process.env), color: false };
  return { text: renderError(coded, shown), exit: EXIT_CODES[coded.exit] };
}

function isJson(argv: readonly string[]): boolean {
  try {
    return outputOf(argv) === 'json';
  } catch {
    return false;
  }
}

function farewellOf(spec: CommandSpec | undefined): string {
  const goesOn = spec?.interrupted === undefined ? '' : `${spec.interrupted} `;
  return `\nShutting down… ${goesOn}Press Ctrl-C again to exit immediately.\n`;
}

/** The user of the machine; empty where the machine has no name for it. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
