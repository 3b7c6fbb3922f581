import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addNumbers,
  canonicalNumber,
  compareNumbers,
  negateNumber,
  sizeOfNumber,
} from './canonical-number.ts';

/** Numbers of up to 19 digits and the scale they are written at, so that BigInt can check them. */
const scaled = fc.record({
  digits: fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }),
  scale: fc.integer({ min: 0, max: 18 }),
});

const textOf = ({ digits, scale }: { digits: bigint; scale: number }): string => `${digits}E-${scale}`;
const wholeOf = ({ digits, scale }: { digits: bigint; scale: number }): bigint =>
  digits * 10n ** BigInt(18 - scale);

describe('decimals', () => {
  it('have one text, which means the same', () => {
    fc.assert(
      fc.property(scaled, (number) => {
        const text = canonicalNumber(textOf(number));
        expect(canonicalNumber(text)).toBe(text);
        expect(text).toMatch(/^(?:0|-?(?:[1-9]\d*|0)(?:\.\d*[1-9])?)$/);
        const [whole = '', fraction = ''] = text.split('.');
        expect(BigInt(whole + fraction.padEnd(18, '0'))).toBe(wholeOf(number));
      }),
    );
  });

  it('are ordered by value', () => {
    fc.assert(
      fc.property(scaled, scaled, (one, two) => {
        const order = compareNumbers(canonicalNumber(textOf(one)), canonicalNumber(textOf(two)));
        const [a, b] = [wholeOf(one), wholeOf(two)];
        expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('are added exactly', () => {
    fc.assert(
      fc.property(scaled, scaled, (one, two) => {
        const sum = addNumbers(canonicalNumber(textOf(one)), canonicalNumber(textOf(two)));
        expect(sum).toBe(canonicalNumber(`${wholeOf(one) + wholeOf(two)}E-18`));
      }),
    );
  });

  it('are negated, zero too', () => {
    expect(['5', '-5', '0', '-0.5'].map(negateNumber)).toEqual(['-5', '5', '0', '0.5']);
  });

  it('count two digits a byte, aligned to the point', () => {
    const sizes = ['0', '1', '15', '1.5', '123', '0.001', '1000000', '-12345.678'].map(sizeOfNumber);
    expect(sizes).toEqual([1, 2, 2, 3, 3, 2, 2, 7]);
  });
});
