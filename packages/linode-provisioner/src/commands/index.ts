import type { CommandSpec } from '@understudy/command-line';
import { poolCommands } from './pool-commands.ts';
import { serverCommands } from './server-commands.ts';

/** `understudy servers …`. */
export const commands: readonly CommandSpec[] = [...poolCommands, ...serverCommands];
