import type { Ask, Confirmation } from './command-context.ts';
import { CommandLineError } from './errors.ts';

/** @throws CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED` */
export async function confirm({ question, name = 'yes' }: Confirmation, ask: Ask | undefined): Promise<void> {
  if (ask === undefined) {
    throw new CommandLineError('UND_COMMAND_LINE_NOT_CONFIRMED', {
      what: `The command asks "${question}" and has no terminal to ask on.`,
    });
  }
  const answer = await ask(`${question} Type ${name} to go on: `);
  if (answer.trim() === name) return;
  throw new CommandLineError('UND_COMMAND_LINE_NOT_CONFIRMED', {
    what: `The answer was "${answer.trim()}", not "${name}".`,
  });
}
