import type { FindingState } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

const MARKS: Readonly<Record<FindingState['severity'], Mark>> = {
  page: { tone: 'bad', glyph: 'bad', words: 'calls a person' },
  ticket: { tone: 'warn', glyph: 'warn', words: 'look in working hours' },
  notice: { tone: 'idle', glyph: 'next', words: 'for your information' },
};

/** How urgent a finding is. */
export function findingMark({ severity }: Pick<FindingState, 'severity'>): Mark {
  return MARKS[severity];
}
