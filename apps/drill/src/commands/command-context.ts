import type { CheckContext, LoseWriterContext } from '@understudy/scenario';
import type { DrillRun } from '../drill-run.ts';

/** What typed commands act on. */
export interface CommandContext extends DrillRun, CheckContext, LoseWriterContext {
  readonly options: DrillRun['options'];
}
