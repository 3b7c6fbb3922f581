import { describe, expect, it } from '@jest/globals';
import type { RegionCondition } from '@understudy/findings';
import { worseCondition } from './worse-condition.ts';

const result = (condition: RegionCondition) => ({ condition, tookMs: 1 });

describe('worseCondition', () => {
  it.each([
    ['answering', 'slow', 'slow'],
    ['answering', 'refused', 'refused'],
    ['table-missing', 'throttled', 'throttled'],
    ['refused', 'server-error', 'server-error'],
    ['unreachable', 'answering', 'unreachable'],
  ] as const)('of %s and %s %s is the worse, in either order', (one, other, worse) => {
    expect(worseCondition(result(one), result(other))).toBe(worse);
    expect(worseCondition(result(other), result(one))).toBe(worse);
  });
});
