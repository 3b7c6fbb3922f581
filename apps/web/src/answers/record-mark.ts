import type { RecordState } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

const MARKS: Readonly<Record<RecordState['state'], Mark>> = {
  open: { tone: 'warn', glyph: 'warn', words: 'to decide' },
  claimed: { tone: 'go', glyph: 'hold', words: 'a person decides it' },
  superseded: { tone: 'idle', glyph: 'off', words: 'superseded' },
  closed: { tone: 'ok', glyph: 'ok', words: 'closed' },
};

/** What has become of a record. */
export function recordMark({ state, closed }: Pick<RecordState, 'state' | 'closed'>): Mark {
  return state === 'closed' && closed !== undefined ? { ...MARKS.closed, words: closed } : MARKS[state];
}
