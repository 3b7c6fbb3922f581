import { describe, expect, it } from '@jest/globals';
import { conditionKind } from './condition-kind.ts';

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
});
