import type { ReadinessState } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

const MARKS: Readonly<Record<ReadinessState['verdict'], Mark>> = {
  passed: { tone: 'ok', glyph: 'ok', words: 'passed' },
  'action-required': { tone: 'bad', glyph: 'bad', words: 'needs an action' },
  unknown: { tone: 'idle', glyph: 'unknown', words: 'could not be verified' },
};

export function readinessMark(verdict: ReadinessState['verdict']): Mark {
  return MARKS[verdict];
}

/** `18 of 18 checks passed`. */
export function readinessCount({ items }: Pick<ReadinessState, 'items'>): string {
  const passed = items.filter(({ verdict }) => verdict === 'passed').length;
  return `${passed} of ${items.length} checks passed`;
}
