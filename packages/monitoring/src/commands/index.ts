import type { CommandSpec } from '@understudy/command-line';
import { monitoringRender } from './monitoring-render.ts';

/** The commands of monitoring. */
export const commands: readonly CommandSpec[] = [monitoringRender];
