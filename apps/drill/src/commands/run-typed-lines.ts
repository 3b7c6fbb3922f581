import { isUnderstudyError } from '@understudy/core';
import type { CommandContext } from './command-context.ts';
import { findNetworkError } from './find-network-error.ts';
import { parseCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';

/**
 * Runs what is typed, one line after the other, until the input says "quit" or the signal is aborted. The end of the
 * input (a pipe, /dev/null) ends nothing; neither does a command that fails by an error with a code or by the network.
 * @throws every other error
 */
export async function runTypedLines(context: CommandContext, lines: AsyncIterable<string>): Promise<void> {
  const { service, signal, screen } = context;
  for await (const line of lines) {
    const command = parseCommand(line, service.regions);
    if (command.kind === 'quit') return;
    try {
      await runCommand(context, command);
    } catch (error) {
      if (signal.aborted) return;
      screen.say(describeFailure(error));
    }
  }
  await untilAborted(signal);
}

/** @throws an unexpected error */
function describeFailure(error: unknown): string {
  if (isUnderstudyError(error)) return error.message;
  const cause = findNetworkError(error);
  if (cause === undefined) throw error;
  return `Command failed: ${cause}. The drill is still running.`;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
