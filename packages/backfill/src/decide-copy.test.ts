import { describe, expect, it, test } from '@jest/globals';
import {
  decodeStamp,
  encodeVersion,
  markedStamp,
  nativeStamp,
  replicatedStamp,
  type Item,
} from '@understudy/versions';
import { sameContent } from './same-content.ts';
import { decideCopy } from './decide-copy.ts';
import { sizeOf, writeUnitsOf } from './size-of.ts';
import { InsertStatements } from './requests/insert-statements.ts';
import type { Copy } from './types.ts';

const direction = {
  table: { name: 'orders', keys: ['id'], stampAttribute: 'understudy:v' },
  source: 'us-east-1',
  target: 'eu-central-1',
};
const item = (stamp?: string): Item => ({
  id: { S: 'a' },
  n: { N: '1' },
  ...(stamp === undefined ? {} : { 'understudy:v': { S: stamp } }),
});
const copyOf = (stamp?: string) => decideCopy(item(stamp), direction) as Copy;
const stampOn = (copy: Copy) => decodeStamp(copy.item['understudy:v']?.S ?? '');

describe('decideCopy', () => {
  it('takes an item without a stamp for older than any write', () => {
    const copy = copyOf();
    expect(copy.version).toEqual({ epoch: 0, region: 'us-east-1', sequence: '0' });
    expect(stampOn(copy)).toEqual({ version: copy.version, marked: false });
    expect(copy.below < encodeVersion({ epoch: 1, region: 'us-east-1', sequence: '0' })).toBe(true);
  });

  it('keeps the version of every other, below all records that the stream has of it', () => {
    const copy = copyOf(nativeStamp(3, 'us-east-1', 1_700_000_000_000, 'n'));
    expect(stampOn(copy).version).toEqual({ epoch: 3, region: 'us-east-1', sequence: '0' });
    expect(copy.below < encodeVersion({ epoch: 3, region: 'us-east-1', sequence: '1' })).toBe(true);
    const version = { epoch: 2, region: 'eu-central-1', sequence: '500' };
    expect(stampOn(copyOf(replicatedStamp(version))).version).toEqual(version);
  });

  it('never makes a copy that reads as a write of the target itself', () => {
    const copy = copyOf(nativeStamp(2, 'eu-central-1'));
    expect(stampOn(copy).version.sequence).toBe('1');
    // What the target wrote itself is not overwritten by its own copy.
    expect(nativeStamp(2, 'eu-central-1', 1_700_000_000_000) < copy.below).toBe(false);
  });

  it('leaves out what is on its way out, and refuses a foreign stamp', () => {
    expect(
      decideCopy(item(markedStamp({ epoch: 1, region: 'eu-central-1', sequence: '9' })), direction),
    ).toBe('leaving');
    expect(() => copyOf('v1')).toThrow(expect.objectContaining({ code: 'UND_VERSIONS_STAMP_INVALID' }));
  });
});

describe('what is known of an item', () => {
  it('has a size, and takes a unit for each KB', () => {
    const all: Item = {
      id: { S: 'ä' },
      n: { N: '12345' },
      l: { L: [{ BOOL: true }, { B: new Uint8Array(5) }] },
      m: {
        M: { s: { SS: ['a', 'b'] }, n: { NS: ['1'] }, b: { BS: [new Uint8Array(2)] }, z: { NULL: true } },
      },
    };
    expect(sizeOf(all)).toBe(40);
    expect([0, 1_024, 1_025].map(writeUnitsOf)).toEqual([1, 1, 2]);
  });

  it('is compared by value, whatever its stamp and the order of its sets', () => {
    const a: Item = { id: { S: 'k' }, n: { N: '1.0' }, s: { SS: ['x', 'y'] }, b: { B: new Uint8Array([1]) } };
    const b: Item = { ...a, n: { N: '1' }, s: { SS: ['y', 'x'] }, 'understudy:v': { S: 'any' } };
    expect(sameContent(a, b, 'understudy:v')).toBe(true);
    expect(sameContent(a, { ...b, n: { N: '2' } }, 'understudy:v')).toBe(false);
  });
});

test('statements quote names, and are left to puts where they would be too long', () => {
  const statements = new InsertStatements(direction.table);
  const [quoted] = statements.batch([{ ...copyOf(), item: { "it's": { S: 'x' } } }]).Statements ?? [];
  expect(quoted).toEqual({ Statement: `INSERT INTO "orders" VALUE {'it''s':?}`, Parameters: [{ S: 'x' }] });
  const wide = Object.fromEntries(Array.from({ length: 2_000 }, (_none, at) => [`name${at}`, { N: '1' }]));
  expect([statements.fits(copyOf()), statements.fits({ ...copyOf(), item: wide })]).toEqual([true, false]);
});
