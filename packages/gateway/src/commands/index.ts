import type { CommandSpec } from '@understudy/command-line';
import { gatewayRun } from './gateway-run.ts';

/** `understudy gateway …`. */
export const commands: readonly CommandSpec[] = [gatewayRun];
