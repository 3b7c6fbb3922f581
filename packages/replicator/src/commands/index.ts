import type { CommandSpec } from '@understudy/command-line';
import { replicatorRun } from './replicator-run.ts';

/** `understudy replicator …`. */
export const commands: readonly CommandSpec[] = [replicatorRun];
