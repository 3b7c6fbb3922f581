import { describe, expect, it } from '@jest/globals';
import { durationWords } from './duration-words.ts';

describe('durationWords', () => {
  it.each([
    [0, '0 ms'],
    [14, '14 ms'],
    [420, '0.4 s'],
    [800, '0.8 s'],
    [30_000, '30 s'],
    [41_230, '41.2 s'],
    [99_960, '1 min 40 s'],
    [250_000, '4 min 10 s'],
    [3_600_000, '1 h'],
    [26_340_000, '7 h 19 min'],
    [60_060_000, '16 h 41 min'],
    [518_400_000, '6 days'],
    [-1500, '−1.5 s'],
  ])('says %d ms as %s', (ms, words) => {
    expect(durationWords(ms).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('carries what rounds up to the larger unit', () => {
    expect(durationWords(3_599_600).replaceAll('\u00a0', ' ')).toBe('1 h');
  });
});
