import type { CommandSpec } from '@understudy/command-line';
import { backfill } from './backfill.ts';

/** `understudy backfill`. */
export const commands: readonly CommandSpec[] = [backfill];
