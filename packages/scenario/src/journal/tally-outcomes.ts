import type { JournalEntry, Outcome } from './types.ts';

/** Writes by how they ended; each is counted once, so the four make up the whole. */
export type OutcomeTally = Readonly<Record<Outcome | 'byCondition', number>>;

/** `byCondition`: refused by a condition of the workload itself; `refused`: refused otherwise. */
export function tallyOutcomes(
  entries: readonly Pick<JournalEntry, 'outcome' | 'byCondition'>[],
): OutcomeTally {
  const tally = { acknowledged: 0, refused: 0, ambiguous: 0, byCondition: 0 };
  for (const { outcome, byCondition } of entries)
    tally[outcome === 'refused' && byCondition === true ? 'byCondition' : outcome] += 1;
  return tally;
}
