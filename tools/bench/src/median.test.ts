import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, quantile } from './median.ts';

const samples = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), {
  minLength: 1,
});

describe('median', () => {
  it('is the middle, or the mean of the two in the middle, in whatever order they come', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  it('leaves its samples as they were', () => {
    const given = [3, 1, 2];
    median(given);
    expect(given).toEqual([3, 1, 2]);
  });

  it('has as many samples below as above', () => {
    fc.assert(
      fc.property(samples, (given) => {
        const middle = median(given);
        const below = given.filter((sample) => sample < middle).length;
        const above = given.filter((sample) => sample > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(given.length / 2);
      }),
    );
  });
});

describe('quantile', () => {
  it('goes from the least to the most', () => {
    const given = [50, 10, 40, 20, 30];
    expect([0, 0.25, 0.5, 0.99, 1].map((fraction) => quantile(given, fraction))).toEqual([
      10, 20, 30, 49.6, 50,
    ]);
  });

  it('never leaves the range of the samples, nor goes down', () => {
    fc.assert(
      fc.property(
        samples,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, a, b) => {
          const low = quantile(given, Math.min(a, b));
          const high = quantile(given, Math.max(a, b));
          expect(low).toBeGreaterThanOrEqual(Math.min(...given) - 1e-3);
          expect(high).toBeLessThanOrEqual(Math.max(...given) + 1e-3);
          expect(high).toBeGreaterThanOrEqual(low - 1e-3);
        },
      ),
    );
  });
});
