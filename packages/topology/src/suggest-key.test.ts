import { describe, expect, it } from '@jest/globals';
import { suggestKey } from './suggest-key.ts';

const KNOWN = ['leaseMs', 'drift', 'attemptTimeoutMs', 'controlTimeoutMs'];

describe('suggestKey', () => {
  it.each([
    ['leasMs', 'leaseMs'],
    ['leaesMs', 'leaseMs'],
    ['LEASEMS', 'leaseMs'],
    ['lease_ms', 'leaseMs'],
    ['atemptTimeout', 'attemptTimeoutMs'],
    ['contrlTimeoutMs', 'controlTimeoutMs'],
  ])('%s: %s', (word, meant) => {
    expect(suggestKey(word, KNOWN)).toBe(meant);
  });

  it('suggests nothing for a word that is far from all', () => {
    expect(suggestKey('password', KNOWN)).toBeUndefined();
    expect(suggestKey('', KNOWN)).toBeUndefined();
    expect(suggestKey('x'.repeat(100_000), KNOWN)).toBeUndefined();
  });
});
