import type { LocalCloud } from '@understudy/sandbox';
import type { Operator } from '../moves/operator.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { WriterDeath } from './lose-writer.ts';
import { restoreRegion } from './restore-region.ts';

const MERGE_LIMIT_MS = 90_000;

export interface RestoreContext extends Pick<ScenarioRun, 'say'> {
  readonly cloud: LocalCloud;
  readonly operator: Operator;
  readonly death: WriterDeath;
}

/** Step: the dead region comes back, and its writes are merged. */
export async function restoreDeadRegion(context: RestoreContext): Promise<{ readonly mergeTookMs: number }> {
  const { operator, death } = context;
  await restoreRegion(context, death.moved.from);
  return { mergeTookMs: await operator.awaitMerged(death.moved.from, MERGE_LIMIT_MS) };
}
