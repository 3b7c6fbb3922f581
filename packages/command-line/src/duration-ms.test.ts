import { describe, expect, it } from '@jest/globals';
import { durationMs } from './duration-ms.ts';
import { readValue } from './read-value.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['4h', 14_400_000],
    ['2d', 172_800_000],
    ['0s', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '4', 'h', '4 h', ' 4h', '4H', '1.5h', '-4h', '4h30m', '1e3s', 'NaNh', '9'.repeat(10) + 's'])(
    '"%s" is none',
    (text) => {
      expect(durationMs(text)).toBeUndefined();
    },
  );

  it('is refused outside its range, which the message names with examples', () => {
    const kind = { duration: ['1s', '30d'] } as const;
    expect(readValue('--for', '30d', kind)).toBe(2_592_000_000);
    expect(readValue('--for', '1s', kind)).toBe(1_000);
    for (const text of ['0s', '31d', 'soon'])
      expect(() => readValue('--for', text, kind)).toThrow(
        `--for is "${text}"; expected a duration from 1s to 30d, such as 90s, 30m, 4h or 2d.`,
      );
  });
});
