import { describe, expect, it } from '@jest/globals';
import { written } from '../test-support/written.ts';
import { findStop } from './find-stop.ts';

const entries = [
  written(500, { outcome: 'ambiguous' }),
  written(1_500),
  written(2_000, { outcome: 'ambiguous' }),
  written(2_100, { outcome: 'refused' }),
  written(2_200, { outcome: 'refused', byCondition: true }),
];

describe('findStop', () => {
  it('stops at more failed writes than the scenario allows, from the begin of the faults', () => {
    const facts = { entries, fromMs: 1_000, nowMs: 3_000 };
    expect(findStop({ failedWrites: 1 }, facts)).toBe('2 writes failed, more than 1.');
    expect(findStop({ failedWrites: 2 }, facts)).toBeUndefined();
  });

  it('stops after too long without an acknowledged write', () => {
    const at = (nowMs: number) => findStop({ withoutWrites: 2_000 }, { entries, fromMs: 1_000, nowMs });
    expect(at(3_500)).toBeUndefined();
    expect(at(3_501)).toBe('no write was acknowledged for 2 s.');
    expect(findStop({ withoutWrites: 2_000 }, { entries: [], fromMs: 1_000, nowMs: 3_001 })).toBeDefined();
  });

  it('stops for nothing where no condition is given', () => {
    expect(findStop({}, { entries, fromMs: 0, nowMs: 999_999 })).toBeUndefined();
  });
});
