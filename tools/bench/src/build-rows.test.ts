import { describe, expect, it } from '@jest/globals';
import { buildRows } from './build-rows.ts';

describe('buildRows', () => {
  it('gives the median of each side, and their ratio', () => {
    const sample = (name: string, ours: number, against: number) => ({ name, unit: 'ms', ours, against });
    expect(buildRows([sample('b', 1, 2), sample('a', 5, 5), sample('b', 9, 10), sample('b', 3, 4)])).toEqual([
      { name: 'b', ours: 3, against: 4, ratio: 0.75, unit: 'ms', runs: 3 },
      { name: 'a', ours: 5, against: 5, ratio: 1, unit: 'ms', runs: 1 },
    ]);
    expect(buildRows([])).toEqual([]);
  });
});
