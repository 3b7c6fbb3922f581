import type { RegionState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';
import type { Mark } from '../words/mark.ts';

type RegionLook = RegionState['observedBy'][number]['look'];
type Condition = RegionLook['condition'];

const MARKS: Readonly<Record<Condition, Mark>> = {
  answering: { tone: 'ok', glyph: 'ok', words: 'takes writes' },
  slow: { tone: 'warn', glyph: 'warn', words: 'slow' },
  throttled: { tone: 'warn', glyph: 'warn', words: 'throttles' },
  unreachable: { tone: 'bad', glyph: 'bad', words: 'no answer' },
  'name-not-found': { tone: 'bad', glyph: 'bad', words: 'name not found' },
  'tls-failed': { tone: 'bad', glyph: 'bad', words: 'TLS failed' },
  'server-error': { tone: 'bad', glyph: 'bad', words: 'server errors' },
  refused: { tone: 'warn', glyph: 'off', words: 'refuses this observer' },
  'table-missing': { tone: 'warn', glyph: 'off', words: 'a table is missing' },
};

/** How one look at a region ended, with its figure: the time of an answer, or how many looks in a row were missed. */
export function regionMark({ condition, write, missed }: RegionLook): Mark {
  const mark = MARKS[condition];
  if (condition === 'answering' || condition === 'slow')
    return { ...mark, words: `${mark.words}, ${durationWords(write.tookMs)}` };
  return missed > 1 ? { ...mark, words: `${mark.words}, ${missed} in a row` } : mark;
}
