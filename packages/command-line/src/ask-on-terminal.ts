import { createInterface } from 'node:readline/promises';
import { CommandLineError } from './errors.ts';

/** The terminal that asks, and how the question ends without an answer. */
export interface AskContext {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Ends the question. */
  readonly signal: AbortSignal;
  /** Called for Ctrl-C: while a question waits, the terminal gives that key to it instead of a signal to the process. */
  readonly onInterrupt: () => void;
}

/**
 * Asks a question and gives the line that was typed.
 * @throws CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED` for Ctrl-D; an `AbortError` when the signal aborts
 */
export async function askOnTerminal(question: string, context: AskContext): Promise<string> {
  const { input, output, signal, onInterrupt } = context;
  const terminal = createInterface({ input, output, terminal: true });
  terminal.on('SIGINT', onInterrupt);
  try {
    return await terminal.question(question, { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new CommandLineError('UND_COMMAND_LINE_NOT_CONFIRMED', {
      what: 'The input ended before an answer.',
      cause,
    });
  } finally {
    terminal.close();
  }
}
