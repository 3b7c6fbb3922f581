import { tallyOutcomes } from '../journal/tally-outcomes.ts';
import type { JournalEntry } from '../journal/types.ts';
import { countText } from '../report/count-text.ts';

/** How writes ended, in words; the parts make up the whole. */
export function describeOutcomes(entries: readonly Pick<JournalEntry, 'outcome' | 'byCondition'>[]): string {
  const { acknowledged, byCondition, refused, ambiguous } = tallyOutcomes(entries);
  const failed = refused + ambiguous;
  return [
    `${countText(acknowledged)} were acknowledged`,
    `${countText(byCondition)} refused by their own condition, as they should be`,
    `${countText(failed)} failed${failed === 0 ? '' : ` (${countText(ambiguous)} of them may have been applied)`}`,
  ].join('; ');
}
