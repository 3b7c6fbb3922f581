import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { longestWithout } from './longest-without.ts';

describe('longestWithout', () => {
  it('counts the bounds of the stretch, and leaves out what lies outside', () => {
    expect(longestWithout([], 10, 30)).toBe(20);
    expect(longestWithout([12, 25, 5, 99], 10, 30)).toBe(13);
    expect(longestWithout([29], 10, 30)).toBe(19);
  });

  it('is the widest window without a time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40)), fc.nat(20), fc.nat(20), (times, fromMs, lasts) => {
        const toMs = fromMs + lasts;
        let widest = 0;
        for (let a = fromMs; a <= toMs; a += 1)
          for (let b = a; b <= toMs; b += 1)
            if (!times.some((at) => at > a && at < b)) widest = Math.max(widest, b - a);
        expect(longestWithout(times, fromMs, toMs)).toBe(widest);
      }),
    );
  });
});
