import { describe, expect, it } from '@jest/globals';
import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { itemSize, MOST_ITEM_BYTES } from '@understudy/versions';
import { judgeBatch, type BatchFault } from './judge-batch.ts';
import type { FoundSchema, TableSchema } from './table-schemas.ts';

const schema: TableSchema = {
  keys: [
    { name: 'pk', type: 'S', mostBytes: 2048 },
    { name: 'sk', type: 'N', mostBytes: 1024 },
  ],
  indexKeys: [{ name: 'g', type: 'S', mostBytes: 2048 }],
};
const Key = { pk: { S: 'a' }, sk: { N: '1' } };
const put = (more: object): WriteRequest => ({ PutRequest: { Item: { ...Key, ...more } } });
const remove = (more: object): WriteRequest => ({ DeleteRequest: { Key: { ...Key, ...more } } });
const STAMP_BYTES = 100;
const judgeTables = (RequestItems: Record<string, WriteRequest[]>): BatchFault | undefined =>
  judgeBatch(
    { RequestItems },
    {
      isStamped: (name) => name !== 'audit',
      schemaOf: (name) => SCHEMAS[name] ?? (name === 'denied' ? undefined : schema),
      stampBytes: STAMP_BYTES,
    },
  );
const SCHEMAS: Readonly<Record<string, FoundSchema>> = {
  nowhere: 'missing',
  blobs: { keys: [{ name: 'pk', type: 'B', mostBytes: 4 }], indexKeys: [] },
  keyless: { keys: [], indexKeys: [] },
};
const judge = (requests: readonly WriteRequest[], table = 'orders') =>
  judgeTables({ [table]: [...requests] });
const nested = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((inner) => ({ L: [inner] }), { S: 'x' });

describe('judgeBatch', () => {
  it('takes what DynamoDB takes (fault G1)', () => {
    const all = [
      put({ g: { S: 'x' }, n: { NS: ['1', '2'] }, e: { S: '' }, z: { NULL: true }, deep: nested(31) }),
      put({ sk: { N: '2' }, b: { B: new Uint8Array() }, m: { M: {} }, l: { L: [] } }),
      remove({ sk: { N: '3' } }),
    ];
    expect(judge(all)).toBeUndefined();
    expect(judge([put({ x: { N: 'no number' } })], 'audit')).toBeUndefined();
    expect(judge([put({ pk: { N: '1' } })], 'denied')).toBeUndefined();
  });

  it.each<[string, readonly WriteRequest[], string] | [string, readonly WriteRequest[], string, boolean]>([
    ['nothing', [], 'form'],
    ['26 requests', Array.from({ length: 26 }, (_, at) => put({ sk: { N: String(at) } })), 'form'],
    ['a key twice', [put({}), remove({ sk: { N: '1.0' } })], 'duplicates'],
    ['an item without space', [put({ x: { S: 'x'.repeat(409_530) } })], 'no-space'],
    ['an item too large', [put({ x: { S: 'x'.repeat(409_600) } })], 'member', false],
    ['a request of nothing', [{}], 'member', false],
    ['both requests', [{ ...put({}), ...remove({}) }], 'member', false],
    ['a value of two types', [put({ x: { S: 'x', N: '1' } })], 'member', false],
    ['a value of none', [put({ x: {} })], 'member', false],
    ['a number of 39 digits', [put({ x: { N: '1'.repeat(39) } })], 'member', false],
    ['a number out of range', [put({ x: { N: '1e126' } })], 'member', false],
    ['no number', [put({ x: { N: '' } })], 'member', false],
    ['an empty set', [put({ x: { SS: [] } })], 'member', false],
    ['a set with duplicates', [put({ x: { NS: ['1', '1.0'] } })], 'member', false],
    ['NULL that is false', [put({ x: { NULL: false } })], 'member', false],
    ['33 levels', [put({ x: nested(33) })], 'member', false],
    ['a fault deep within', [put({ x: { M: { y: { L: [{ BS: [] }] } } } })], 'member', false],
    ['a key that is missing', [{ PutRequest: { Item: { pk: { S: 'a' } } } }], 'member', true],
    ['a key of another type', [put({ sk: { S: '1' } })], 'member', true],
    ['an empty key', [put({ pk: { S: '' } })], 'member', true],
    ['a key too long', [put({ pk: { S: 'x'.repeat(2049) } })], 'member', true],
    ['a key of a delete too many', [remove({ x: { S: 'x' } })], 'member', true],
    ['an index key of another type', [put({ g: { N: '1' } })], 'member', true],
    ['an empty index key', [put({ g: { S: '' } })], 'member', true],
  ])('finds %s (fault G1)', (...[, requests, fault, ofKey]) => {
    const found = judge([...requests, ...(requests.length === 1 ? [put({ sk: { N: '99' } })] : [])]);
    expect(found).toMatchObject(fault === 'member' ? { fault, ofKey, member: requests[0] } : { fault });
  });

  it('finds a table that is missing (fault G1)', () => {
    expect(judge([put({})], 'nowhere')).toMatchObject({ fault: 'member', table: 'nowhere', ofKey: false });
  });
});

describe('the limits of a batch', () => {
  const blob = (bytes: number): WriteRequest => ({
    PutRequest: { Item: { pk: { B: new Uint8Array(bytes) } } },
  });
  /** A put whose item takes so many bytes. */
  const sized = (bytes: number) => put({ x: { S: 'x'.repeat(bytes - itemSize({ ...Key, x: { S: '' } })) } });

  it('hold for each of its tables: none without a request, and one at least', () => {
    expect(judgeTables({})).toEqual({ fault: 'form' });
    expect(judgeTables({ orders: [put({})], audit: [] })).toEqual({ fault: 'form' });
  });

  it('of items: the last byte is within, with the stamp', () => {
    expect(judge([sized(MOST_ITEM_BYTES - STAMP_BYTES)])).toBeUndefined();
    expect(judge([sized(MOST_ITEM_BYTES - STAMP_BYTES + 1)])).toMatchObject({ fault: 'no-space' });
    expect(judge([sized(MOST_ITEM_BYTES)])).toMatchObject({ fault: 'no-space' });
    expect(judge([sized(MOST_ITEM_BYTES + 1)])).toMatchObject({ fault: 'member' });
  });

  it('of keys count bytes, whatever the letters, and none of numbers', () => {
    expect(judge([put({ pk: { S: 'é'.repeat(1024) } })])).toBeUndefined();
    expect(judge([put({ pk: { S: 'é'.repeat(1025) } })])).toMatchObject({ fault: 'member', ofKey: true });
    expect(judge([blob(4)], 'blobs')).toBeUndefined();
    expect(judge([blob(5)], 'blobs')).toMatchObject({ fault: 'member', ofKey: true });
    expect(judge([put({ sk: { N: `${'0'.repeat(1024)}1` } })])).toBeUndefined();
  });

  it('leave to DynamoDB a request without an item, and tables whose keys are not described', () => {
    expect(judge([{ PutRequest: { Item: undefined } }])).toMatchObject({ fault: 'member', ofKey: false });
    expect(judge([put({}), put({})], 'keyless')).toBeUndefined();
  });
});
