import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nestsDeeper } from './nests-deeper.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('nestsDeeper', () => {
  it('counts as the parsed value does, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), fc.nat(6), (value, levels) => {
        const body = Buffer.from(JSON.stringify(value));
        expect(nestsDeeper(body, levels)).toBe(depthOf(value) > levels);
      }),
    );
  });

  it.each([
    ['"[[[["', false],
    ['{"a\\"[[[[":"\\\\"}', false],
    ['[[[[', true],
    ['[[[', false],
    ['[],[],[],[],[]', false],
  ])('reads %s', (text, deeper) => {
    expect(nestsDeeper(Buffer.from(text.padEnd(20)), 3)).toBe(deeper);
  });

  it('takes any depth', () => {
    expect(nestsDeeper(Buffer.from('['.repeat(1_000_000)), 2_000_000)).toBe(false);
    expect(nestsDeeper(Buffer.from('{"L":['.repeat(1_000_000)), 500)).toBe(true);
  });
});
