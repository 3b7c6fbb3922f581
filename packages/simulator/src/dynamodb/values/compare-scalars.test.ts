import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compareBytes, compareTexts } from './compare-scalars.ts';

describe('orders', () => {
  it('texts as their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (one, two) => {
        const expected = Buffer.compare(Buffer.from(one, 'utf8'), Buffer.from(two, 'utf8'));
        expect(Math.sign(compareTexts(one, two))).toBe(expected);
      }),
    );
  });

  it('bytes as unsigned numbers', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (one, two) => {
        expect(Math.sign(compareBytes(one, two))).toBe(Buffer.compare(one, two));
      }),
    );
  });
});
