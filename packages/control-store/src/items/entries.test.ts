import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { auditEntry, auditPartition, auditTime, ENTRIES, kindOfEntry } from './entries.ts';

describe('the keys', () => {
  it('are those under which every version finds its items', () => {
    expect([
      ENTRIES.report('frankfurt'),
      ENTRIES.leader,
      ENTRIES.freeze,
      ENTRIES.maintenance('us-east-1'),
      ENTRIES.acknowledgement('move-1'),
      ENTRIES.intent('intent-1'),
      ENTRIES.lastMove,
      ENTRIES.repair('web', 2),
      auditPartition('shop'),
      auditEntry(1_800_000_000_000, 'i-1/7'),
    ]).toEqual([
      'report#frankfurt',
      'leader',
      'freeze',
      'maintenance#us-east-1',
      'ack#move-1',
      'intent#intent-1',
      'last-move',
      'repair#web#2',
      'shop#audit',
      '2027-01-15T08:00:00.000Z#i-1/7',
    ]);
  });

  it.each([
    ['report#frankfurt#2', 'report'],
    ['leader', 'leader'],
    ['', ''],
  ])('%j are of the kind %j', (entry, kind) => {
    expect(kindOfEntry(entry)).toBe(kind);
  });
});

describe('the keys of the audit', () => {
  const ms = fc.integer({ min: 0, max: 253_402_300_799_999 });

  it('sort by time, and each time sorts before its entries', () => {
    fc.assert(
      fc.property(ms, ms, fc.string(), fc.string(), (one, other, id, otherId) => {
        const entry = auditEntry(one, id);
        expect(auditTime('untilMs', one) < entry).toBe(true);
        if (one < other) {
          expect(entry < auditTime('untilMs', other)).toBe(true);
          expect(entry < auditEntry(other, otherId)).toBe(true);
        }
        if (one === other && id < otherId) expect(entry < auditEntry(other, otherId)).toBe(true);
      }),
    );
  });

  it.each([-1, NaN, Infinity, 253_402_300_800_000])('are refused for the time %p, which has none', (atMs) => {
    expect(() => auditEntry(atMs, 'x')).toThrow(`"atMs" is ${String(atMs)};`);
  });
});
