import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeNumber } from './whole-number.ts';

describe('a whole number', () => {
  it('is taken within its range, both ends too, and nowhere else', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer(), (least, more, value) => {
        const most = least + more;
        const fits = value >= least && value <= most;
        expect(wholeNumber(String(value), { least, most })).toBe(fits ? value : undefined);
        expect(wholeNumber(String(least), { least, most })).toBe(least);
        expect(wholeNumber(String(most), { least, most })).toBe(most);
      }),
    );
  });

  it.each(['', ' ', ' 5', '+5', '5.0', '1e1', '0x5', '5n', 'NaN', 'Infinity', '٥'])(
    'is digits and nothing else: %j',
    (text) => {
      expect(wholeNumber(text, { least: 0, most: Infinity })).toBeUndefined();
    },
  );
});
