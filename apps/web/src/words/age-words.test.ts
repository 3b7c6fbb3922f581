import { describe, expect, it } from '@jest/globals';
import { ageWords, freshnessOf } from './age-words.ts';

describe('ageWords', () => {
  it('says that nothing is known before anything came', () => {
    expect(freshnessOf(undefined)).toBe('unknown');
    expect(ageWords(undefined)).toBe('No data yet');
  });

  it('is live up to 3 s, old up to 10 s, and stale from then on', () => {
    expect([0, 3000, 3001, 10_000, 10_001].map(freshnessOf)).toEqual(['live', 'live', 'old', 'old', 'stale']);
  });

  it('says the age in words, whole seconds once it is old', () => {
    expect(ageWords(420)).toBe('Live, 0.4\u00a0s old');
    expect(ageWords(4710)).toBe('4\u00a0s old');
    expect(ageWords(47_900)).toBe('47\u00a0s old');
    expect(ageWords(3 * 60_000)).toBe('3\u00a0min old');
  });
});
