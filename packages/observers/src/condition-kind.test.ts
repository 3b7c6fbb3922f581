import { describe, expect, it } from '@jest/globals';
import type { RegionCondition } from '@understudy/findings';
import { conditionKind, worseCondition } from './condition-kind.ts';

const result = (condition: RegionCondition) => ({ condition, tookMs: 1 });

describe('a condition', () => {
  it.each([
    ['answering', 'answer'],
    ['slow', 'answer'],
    ['refused', 'neutral'],
    ['table-missing', 'neutral'],
    ['throttled', 'against'],
    ['server-error', 'against'],
    ['tls-failed', 'against'],
    ['name-not-found', 'against'],
    ['unreachable', 'against'],
  ] as const)('%s is %s', (condition, kind) => {
    expect(conditionKind(condition)).toBe(kind);
  });

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
