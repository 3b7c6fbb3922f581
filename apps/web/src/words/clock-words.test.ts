import { describe, expect, it } from '@jest/globals';
import { clockWords, dayWords, eventTimeWords, momentWords } from './clock-words.ts';

const NOW = Date.UTC(2026, 10, 28, 14, 31, 2);

describe('times', () => {
  it('are in UTC with seconds', () => {
    expect(clockWords(NOW)).toBe('14:31:02');
  });

  it('name the day where it is another one, and the year where that is', () => {
    expect(momentWords(NOW - 60_000, NOW)).toBe('14:30:02');
    expect(momentWords(NOW - 86_400_000, NOW)).toBe('27\u00a0November 14:31');
    expect(dayWords(Date.UTC(2025, 9, 3), NOW)).toBe('3\u00a0October\u00a02025');
    expect([NOW - 60_000, Date.UTC(2026, 9, 3)].map((at) => eventTimeWords(at, NOW))).toEqual([
      '14:30',
      '3\u00a0Oct',
    ]);
  });
});
