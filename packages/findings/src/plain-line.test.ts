import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainLine } from './plain-line.ts';

describe('a plain line', () => {
  it.each([
    ['two\nlines\r\nand more', 'two lines and more'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['  \t ', ''],
    ['a\u202Eb', 'a b'],
    ['größer 👩‍🚒', 'größer 👩‍🚒'],
  ])('%j is %j', (text, line) => {
    expect(plainLine(text)).toBe(line);
  });

  it('has no control characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainLine(text)).not.toMatch(/\p{Cc}|^\s|\s$|\s\s/u);
      }),
    );
  });
});
