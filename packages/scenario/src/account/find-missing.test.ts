import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountForWrites } from './account-for-writes.ts';
import { findMissing } from './find-missing.ts';
import { imaginedHistory } from '../test-support/imagined-history.ts';
import type { JournalEntry, WritePart } from '../journal/types.ts';

const visit: WritePart = { key: 'cities/1', name: 'Lyon', kind: 'amend', changes: { add: { visits: 1 } } };
const entry = (order: number, part: WritePart = visit): JournalEntry => ({
  nonce: `w${String(order)}`,
  order,
  write: 'update',
  parts: [part],
  startedMs: 0,
  endedMs: 0,
  outcome: 'acknowledged',
});
const nonces = (missing: ReturnType<typeof findMissing>) => missing.map(({ entry: { nonce } }) => nonce);

describe('findMissing', () => {
  it('counts each write of a key after the last one that arrived', () => {
    const journal = [entry(0), entry(1), entry(2)];
    expect(nonces(findMissing(journal, new Map([['cities/1', { writes: ['w0'] }]])))).toEqual(['w1', 'w2']);
    expect(nonces(findMissing(journal, new Map([['cities/1', { writes: ['w0', 'w1', 'w2'] }]])))).toEqual([]);
  });

  it('counts a removal that did not arrive', () => {
    const journal = [entry(0, { ...visit, kind: 'remove' })];
    expect(findMissing(journal, new Map([['cities/1', {}]]))).toHaveLength(1);
    expect(findMissing(journal, new Map())).toEqual([]);
  });

  it('counts nothing that was not acknowledged', () => {
    expect(
      findMissing(
        [
          { ...entry(0), outcome: 'ambiguous' },
          { ...entry(1), outcome: 'refused' },
        ],
        new Map(),
      ),
    ).toEqual([]);
  });

  it('counts nothing once all was carried, and before that at least what an account would miss', () => {
    fc.assert(
      fc.property(imaginedHistory, (history) => {
        if (history.ledger.length === 0) expect(findMissing(history.journal, history.items)).toEqual([]);
        const account = accountForWrites({ ...history, items: history.atPromotion, ledger: [] });
        const missed = account.acknowledged.filter(({ fate }) => fate === 'missing');
        const found = findMissing(history.journal, history.atPromotion);
        const names = new Set(found.map(({ entry: { nonce }, part: { key } }) => `${nonce} ${key}`));
        expect(missed.every(({ entry: { nonce }, part: { key } }) => names.has(`${nonce} ${key}`))).toBe(
          true,
        );
      }),
    );
  });
});
