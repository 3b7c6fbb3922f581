import type { Mark } from '../words/mark.ts';
import { faultWords, type LocalFault, type LocalParty } from './fault-words.ts';

const SHAPES: Readonly<Record<LocalFault['kind'], Omit<Mark, 'words'>>> = {
  killed: { tone: 'bad', glyph: 'bad' },
  paused: { tone: 'warn', glyph: 'hold' },
  slow: { tone: 'warn', glyph: 'warn' },
  cut: { tone: 'bad', glyph: 'off' },
  'no-name': { tone: 'bad', glyph: 'unknown' },
};

/** What a region of the local cloud is like: up, or each fault. */
export function partyMarks({ faults }: Pick<LocalParty, 'faults'>): readonly Mark[] {
  if (faults.length === 0) return [{ tone: 'ok', glyph: 'ok', words: 'Up' }];
  return faults.map((fault) => {
    const words = faultWords(fault).replace(/^(?:is|has) /, '');
    return { ...SHAPES[fault.kind], words: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}` };
  });
}
