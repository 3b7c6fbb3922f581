import { describe, expect, it } from '@jest/globals';
import type { HistoryPoint } from '@understudy/api-contract';
import { historyBars } from './history-bars.ts';

const NOW = 60 * 60_000 + 30_000;
const point = (atMs: number, more: Partial<HistoryPoint> = {}): HistoryPoint => ({
  atMs,
  lagMs: 800,
  appliedPerSecond: 400,
  writeLookMs: 14,
  failingRatio: 0,
  ...more,
});

describe('historyBars', () => {
  it('takes the mean of the rate and the worst of the failures of each minute', () => {
    const points = [
      point(NOW - 1000),
      point(NOW - 2000, { appliedPerSecond: 200, failingRatio: 0.5 }),
      point(NOW - 90_000),
    ];
    expect(historyBars(points, NOW, 3)).toEqual([
      { perSecond: undefined, failingRatio: undefined },
      { perSecond: 400, failingRatio: 0 },
      { perSecond: 300, failingRatio: 0.5 },
    ]);
  });

  it('says that a minute is not known rather than zero', () => {
    expect(historyBars([point(NOW, { appliedPerSecond: null, failingRatio: null })], NOW, 2)).toEqual([
      { perSecond: undefined, failingRatio: undefined },
      { perSecond: undefined, failingRatio: undefined },
    ]);
  });

  it('leaves out what is older', () => {
    expect(historyBars([point(0)], NOW, 2).every(({ perSecond }) => perSecond === undefined)).toBe(true);
  });
});
