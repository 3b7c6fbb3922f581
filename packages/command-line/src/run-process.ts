import { userInfo } from 'node:os';
import { EXIT_CODES, systemClock, systemRandomness } from '@understudy/core';
import { askOnTerminal } from './ask-on-terminal.ts';
import type { CommandSpec } from './define-command.ts';
import type { ProgramSpec } from './program-spec.ts';
import { runProgram } from './run-program.ts';
import { StopSignal } from './stop-signal.ts';

/** Runs the program as this process and ends it with the command's exit code. */
export async function runProcess(program: ProgramSpec): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const stopping = new AbortController();
  let running: CommandSpec | undefined;
  let readerGone = false;
  const err = (text: string) => process.stderr.write(text);
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    readerGone = true;
    // A command that only reads has nothing left to do; one that changes something finishes it.
    if (running?.changes !== true && running?.daemon !== true) process.exit(EXIT_CODES.done);
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
