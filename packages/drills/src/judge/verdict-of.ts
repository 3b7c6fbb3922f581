import type { DrillRecord } from './drill-record.ts';
import type { Judgement } from './judge.ts';

export type Verdict = 'passed' | 'failed' | 'stopped';

/** A drill that ended early is stopped, whatever it had measured by then. */
export function verdictOf(
  { stopped }: Pick<DrillRecord, 'stopped'>,
  judgements: readonly Judgement[],
): Verdict {
  if (stopped !== undefined) return 'stopped';
  return judgements.every(({ met }) => met) ? 'passed' : 'failed';
}
