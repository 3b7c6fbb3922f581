import type { JournalEntry } from '../journal/types.ts';
import { countText } from '../report/count-text.ts';

/** How writes ended, in words; the parts make up the whole. */
export function describeOutcomes(entries: readonly Pick<JournalEntry, 'outcome' | 'byCondition'>[]): string {
  const count = (matches: (entry: (typeof entries)[number]) => boolean) =>
    countText(entries.filter(matches).length);
  const acknowledged = count(({ outcome }) => outcome === 'acknowledged');
  const byCondition = count(({ outcome, byCondition }) => outcome !== 'acknowledged' && byCondition === true);
  const failed = count(({ outcome, byCondition }) => outcome !== 'acknowledged' && byCondition !== true);
  const ambiguous = count(({ outcome, byCondition }) => outcome === 'ambiguous' && byCondition !== true);
  return [
    `${acknowledged} were acknowledged`,
    `${byCondition} refused by their own condition, as they should be`,
    `${failed} failed${failed === '0' ? '' : ` (${ambiguous} of them may have been applied)`}`,
  ].join('; ');
}
