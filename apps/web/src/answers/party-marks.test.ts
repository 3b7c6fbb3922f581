import { expect, it } from '@jest/globals';
import { partyMarks } from './party-marks.ts';

it('a region of the local cloud is up, or has each of its faults as a shape and a word', () => {
  expect(partyMarks({ faults: [] })).toEqual([{ tone: 'ok', glyph: 'ok', words: 'Up' }]);
  const faults = [
    { kind: 'killed', sinceMs: 0 },
    { kind: 'paused', sinceMs: 1 },
    { kind: 'slow', sinceMs: 2, ms: 500 },
    { kind: 'cut', sinceMs: 3 },
    { kind: 'no-name', sinceMs: 4 },
  ] as const;
  const words = ['Killed', 'Paused', 'Slow by 0.5\u00a0s', 'Cut off', 'An empty name'];
  expect(partyMarks({ faults }).map((mark) => mark.words)).toEqual(words);
  expect(new Set(partyMarks({ faults }).map(({ glyph }) => glyph)).size).toBe(faults.length);
});
