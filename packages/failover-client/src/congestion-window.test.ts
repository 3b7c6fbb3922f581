import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INITIAL_WINDOW, decrease, increase, type CongestionWindow } from './congestion-window.ts';

const times = (count: number, window: CongestionWindow): CongestionWindow =>
  Array.from({ length: count }).reduce<CongestionWindow>((now) => increase(now), window);

const windows = fc
  .tuple(fc.integer({ min: 1, max: 1_000 }), fc.boolean(), fc.nat({ max: 500 }))
  .map(([inFlight, laterAnswered, answers]) =>
    times(answers, decrease(INITIAL_WINDOW, inFlight, laterAnswered)),
  );

describe('a congestion window', () => {
  it('doubles with each round of answers, up to its threshold', () => {
    expect(times(10, INITIAL_WINDOW).size).toBe(20);
    expect(times(20, times(10, INITIAL_WINDOW)).size).toBe(40);
    expect(times(49, decrease(INITIAL_WINDOW, 100, false)).size).toBe(50);
  });

  it('increases by about one with each round above its threshold', () => {
    const half = decrease(INITIAL_WINDOW, 100, true);
    expect(half.size).toBe(50);
    expect(times(50, half).size).toBeCloseTo(51, 1);
  });

  it('decreases to one attempt, or to half of those in flight where a later one was answered', () => {
    expect(decrease(INITIAL_WINDOW, 64, false)).toEqual({ size: 1, threshold: 32 });
    expect(decrease(INITIAL_WINDOW, 64, true)).toEqual({ size: 32, threshold: 32 });
    expect(decrease(INITIAL_WINDOW, 1, true).size).toBe(2);
  });

  it('always allows one attempt, and increases with every answer', () => {
    fc.assert(
      fc.property(windows, (window) => {
        expect(Math.floor(window.size)).toBeGreaterThanOrEqual(1);
        expect(increase(window).size).toBeGreaterThan(window.size);
        expect(increase(window).size).toBeLessThanOrEqual(window.size + 1);
      }),
    );
  });

  it('keeps its threshold while single attempts time out', () => {
    const lost = decrease(decrease(decrease(INITIAL_WINDOW, 64, false), 1, false), 1, false);
    expect(lost).toEqual({ size: 1, threshold: 32 });
  });
});
