import { describe, expect, it } from '@jest/globals';
import { countWords, numberWords, shareWords } from './number-words.ts';

describe('numberWords', () => {
  it('sets thousands apart', () => {
    expect([4182, 0.44, 9.96, 412.7].map(numberWords)).toEqual(['4,182', '0.4', '10', '413']);
  });
});

describe('shareWords', () => {
  it('never says that something is nothing', () => {
    expect([0, 0.0004, 0.003, 0.41, 1].map(shareWords)).toEqual([
      '0\u00a0%',
      'under\u00a00.1\u00a0%',
      '0.3\u00a0%',
      '41\u00a0%',
      '100\u00a0%',
    ]);
  });
});

describe('countWords', () => {
  it('knows one from many', () => {
    expect([countWords(1, 'entry', 'entries'), countWords(3, 'record')]).toEqual([
      '1\u00a0entry',
      '3\u00a0records',
    ]);
  });
});
