import type { CommandSpec } from '@understudy/command-line';
import { verify } from './verify.ts';

/** `understudy verify`. */
export const commands: readonly CommandSpec[] = [verify];
