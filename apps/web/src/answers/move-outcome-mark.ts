import type { MoveSummary } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

const MARKS: Readonly<Record<MoveSummary['outcome'], Mark>> = {
  promoted: { tone: 'ok', glyph: 'ok', words: 'promoted' },
  aborted: { tone: 'idle', glyph: 'off', words: 'aborted' },
  overtaken: { tone: 'idle', glyph: 'unknown', words: 'overtaken by another move' },
};

/** How a move of the past ended. */
export function moveOutcomeMark({ outcome }: Pick<MoveSummary, 'outcome'>): Mark {
  return MARKS[outcome];
}
