import type { JournalEntry } from '@understudy/scenario';

/** Whether a write neither was acknowledged nor met a condition that its sender had set. */
export function hasFailed({ outcome, byCondition }: Pick<JournalEntry, 'outcome' | 'byCondition'>): boolean {
  return outcome !== 'acknowledged' && byCondition !== true;
}
