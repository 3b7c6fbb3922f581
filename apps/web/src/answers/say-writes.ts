import type { FiveAnswers as Answered } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

type WritesState = Answered['writes']['state'];

const PRESENT: Readonly<Record<WritesState, Mark>> = {
  succeeding: { tone: 'ok', glyph: 'ok', words: 'Writes are succeeding' },
  slow: { tone: 'warn', glyph: 'warn', words: 'Writes are slow' },
  'failing-in-part': { tone: 'bad', glyph: 'bad', words: 'Some writes are failing' },
  failing: { tone: 'bad', glyph: 'bad', words: 'Writes are failing' },
  waiting: { tone: 'go', glyph: 'hold', words: 'Writes are waiting' },
  unknown: { tone: 'idle', glyph: 'unknown', words: 'The state of writes is unknown' },
};

const PAST: Readonly<Record<WritesState, string>> = {
  succeeding: 'Writes were succeeding',
  slow: 'Writes were slow',
  'failing-in-part': 'Some writes were failing',
  failing: 'Writes were failing',
  waiting: 'Writes were waiting',
  unknown: 'The state of writes was unknown',
};

/** The sentence that Now begins with. What is stale is said in the past, without its tone. */
export function sayWrites({ state }: Pick<Answered['writes'], 'state'>, isStale: boolean): Mark {
  return isStale ? { tone: 'idle', glyph: 'unknown', words: PAST[state] } : PRESENT[state];
}
