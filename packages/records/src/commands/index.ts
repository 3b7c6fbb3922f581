import type { CommandSpec } from '@understudy/command-line';
import { decideCommands } from './decide-commands.ts';
import { mergeCommands } from './merge-commands.ts';
import { readCommands } from './read-commands.ts';

/** `understudy ledger …` and `understudy dead-letters …`. */
export const commands: readonly CommandSpec[] = [
  ...readCommands('ledger'),
  ...mergeCommands(),
  ...decideCommands('ledger'),
  ...readCommands('dead-letters'),
  ...decideCommands('dead-letters'),
];
