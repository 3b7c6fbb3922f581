import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalNumber } from './canonical-number.ts';

const digits = (most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most }).map((each) => each.join(''));

/** A number as mantissa × 10^exponent, and ways to write it. */
const written = fc
  .record({
    mantissa: digits(38).filter((text) => /[1-9]/.test(text)),
    exponent: fc.integer({ min: -120, max: 80 }),
    negative: fc.boolean(),
    shift: fc.integer({ min: 0, max: 38 }),
    zeros: fc.integer({ min: 0, max: 5 }),
    mark: fc.constantFrom('e', 'E', 'E+'),
  })
  .map(({ mantissa, exponent, negative, shift, zeros, mark }) => {
    const at = Math.min(shift, mantissa.length);
    const point = `${'0'.repeat(zeros)}${mantissa.slice(0, at)}.${mantissa.slice(at)}${'0'.repeat(zeros)}`;
    const power = exponent + mantissa.length - at;
    const sign = negative ? '-' : '';
    const plus = power < 0 ? mark.charAt(0) : mark;
    return {
      plain: `${sign}${mantissa}e${exponent}`,
      shifted: `${sign}${point}${plus}${power}`,
    };
  });

describe('canonicalNumber', () => {
  it.each([
    ['15.0', '15'],
    ['1.5E1', '15'],
    ['+15', '15'],
    ['015', '15'],
    ['-0.0', '0'],
    ['0e99', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-1e-3', '-0.001'],
    ['1e125', `1${'0'.repeat(125)}`],
    ['1E-130', `0.${'0'.repeat(129)}1`],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
  ])('%s is %s', (text, canonical) => expect(canonicalNumber(text)).toBe(canonical));

  it.each(['', '.', 'NaN', 'Infinity', '1e126', '9e-131', '1'.repeat(39), '0x10', '1 2'])(
    'refuses "%s"',
    (text) => {
      expect(() => canonicalNumber(text)).toThrow(
        expect.objectContaining({ code: 'UND_VERSIONS_KEY_INVALID' }),
      );
    },
  );

  it('gives one text for every way to write a number, and it is stable', () => {
    fc.assert(
      fc.property(written, ({ plain, shifted }) => {
        const canonical = canonicalNumber(plain);
        expect(canonicalNumber(shifted)).toBe(canonical);
        expect(canonicalNumber(canonical)).toBe(canonical);
      }),
    );
  });

  it('gives different texts for different numbers', () => {
    const number = fc.record({
      whole: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      places: fc.nat(60),
    });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const text = ({ whole, places }: typeof a) => canonicalNumber(`${String(whole)}e-${places}`);
        const same = a.whole * 10n ** BigInt(b.places) === b.whole * 10n ** BigInt(a.places);
        expect(text(a) === text(b)).toBe(same);
      }),
    );
  });
});
