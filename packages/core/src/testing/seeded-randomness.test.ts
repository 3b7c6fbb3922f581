import { describe, expect, it } from '@jest/globals';
import { seededRandomness } from './seeded-randomness.ts';

describe('seededRandomness', () => {
  const draw = (seed: number) => {
    const randomness = seededRandomness(seed);
    return Array.from({ length: 1_000 }, () => randomness.fraction());
  };

  it('draws the same from the same seed and other from another', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('spreads over [0, 1)', () => {
    const drawn = draw(42);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    const mean = drawn.reduce((sum, fraction) => sum + fraction, 0) / drawn.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });

  it('never draws the same unique text twice', () => {
    const randomness = seededRandomness(1);
    expect(randomness.unique()).not.toBe(randomness.unique());
  });
});
