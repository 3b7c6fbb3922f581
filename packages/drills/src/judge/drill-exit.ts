import type { ExitName } from '@understudy/core';
import type { DrillRecord } from './drill-record.ts';
import type { Judgement } from './judge.ts';

/** How `understudy drill run` ends: over budget where figures alone are over their limits, unverified where more does not hold. */
export function drillExit(
  { stopped }: Pick<DrillRecord, 'stopped'>,
  judgements: readonly Judgement[],
): ExitName {
  if (stopped !== undefined) return STOPPED[stopped.by];
  const unmet = judgements.filter(({ met }) => !met);
  if (unmet.length === 0) return 'done';
  return unmet.every(({ kind }) => kind === 'budget') ? 'overBudget' : 'unverified';
}

const STOPPED = { 'not-steady': 'refused', condition: 'aborted', interrupt: 'interrupted' } as const;
