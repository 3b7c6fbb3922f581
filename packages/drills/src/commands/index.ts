import type { CommandSpec } from '@understudy/command-line';
import { drillList } from './drill-list.ts';
import { drillRun } from './drill-run.ts';
import { drillShow } from './drill-show.ts';

/** The commands of drills. */
export const commands: readonly CommandSpec[] = [drillList, drillShow, drillRun];
