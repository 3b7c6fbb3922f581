import { describe, expect, it } from '@jest/globals';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { encodeVersion } from './encode-version.ts';
import { nativeStamping } from './native-stamping.ts';
import { stampTransaction, voidTransaction } from './stamp-transaction.ts';
import { tombstoneItem } from './tombstone.ts';

const base = {
  ...nativeStamping({ attribute: 'understudy:v', epoch: 3, writer: 'us-east-1', wallMs: 5 }),
  isStamped: (table: string) => table === 'orders',
};
const version = encodeVersion({ epoch: 3, region: 'us-east-1', sequence: '0' });
const tombstones = { version, expiresAtSeconds: 100 };
const Key = { pk: { S: 'a' } };
const TableName = 'orders';

describe('stampTransaction', () => {
  it('makes void a check of nothing and a part with two actions, which DynamoDB refuses (fault D1)', () => {
    const part = { ConditionCheck: { TableName, Key, ConditionExpression: undefined } };
    const { request, parts, isVoid } = stampTransaction({ TransactItems: [part] }, base);
    const voidKey = { ...Key, 'understudy:v': { S: 'void' } };
    expect(request.TransactItems).toEqual([{ ConditionCheck: { ...part.ConditionCheck, Key: voidKey } }]);
    expect([isVoid, parts[0]?.kind]).toEqual([true, 'untouched']);
    const two = { Put: { TableName: 'audit', Item: Key }, Delete: { TableName, Key } };
    expect(stampTransaction({ TransactItems: [two] }, base).request.TransactItems).toEqual([
      {
        Put: { TableName: 'audit', Item: { 'understudy:v': { M: Key } } },
        Delete: { TableName, Key: voidKey },
      },
    ]);
  });

  it('stamps puts and updates, fences every part, and leaves other tables alone', () => {
    const other = { Put: { TableName: 'audit', Item: Key } };
    const { request, parts } = stampTransaction(
      {
        TransactItems: [
          { Put: { TableName, Item: Key, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
          { Update: { TableName, Key, UpdateExpression: 'ADD n :n' } },
          { Delete: { TableName: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders', Key } },
          { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(pk)' } },
          other,
        ],
        ClientRequestToken: 'token',
      },
      base,
    );
    expect(request.ClientRequestToken).toBe('token');
    const [put, update, remove, check, untouched] = request.TransactItems ?? [];
    expect(put?.Put?.Item).toEqual({ ...Key, 'understudy:v': { S: base.stamp } });
    expect(update?.Update?.UpdateExpression).toBe('SET #_=:_ ADD n :n');
    for (const part of [put?.Put, update?.Update, remove?.Delete, check?.ConditionCheck]) {
      expect(part?.ConditionExpression).toContain('#_<:_c');
      expect(part?.ReturnValuesOnConditionCheckFailure).toBe('ALL_OLD');
    }
    expect(untouched).toBe(other);
    expect(parts.map(({ kind, asksOld }) => [kind, asksOld])).toEqual([
      ['put', true],
      ['update', false],
      ['delete', false],
      ['check', false],
      ['untouched', false],
    ]);
  });

  it('leaves a tombstone beside each delete while a region is merging', () => {
    const { request, parts } = stampTransaction(
      { TransactItems: [{ Delete: { TableName, Key } }, { Put: { TableName, Item: Key } }] },
      { ...base, tombstones },
    );
    expect(parts.map(({ tombstoneAt }) => tombstoneAt)).toEqual([2, undefined]);
    expect(request.TransactItems?.[2]?.Put).toMatchObject({
      TableName: TOMBSTONES_TABLE.TableName,
      Item: tombstoneItem({ table: 'orders', key: Key, ...tombstones }),
    });
  });
});

describe('the parts of a stamped transaction', () => {
  it('keeps a standing version of the same epoch', () => {
    const standing = new Map([[0, `${version}9`]]);
    const { request } = stampTransaction(
      { TransactItems: [{ Delete: { TableName, Key } }] },
      { ...base, tombstones, standing },
    );
    expect(request.TransactItems?.[1]?.Put?.Item?.v).toEqual({ S: `${version}9` });
  });

  it('puts a check in the place of an update that only removes, once its item was found absent', () => {
    const update = { Update: { TableName, Key, UpdateExpression: 'REMOVE a' } };
    const { request, parts } = stampTransaction(
      { TransactItems: [update] },
      { ...base, absent: new Set([0]) },
    );
    expect(request.TransactItems).toEqual([
      {
        ConditionCheck: expect.objectContaining({
          ConditionExpression: 'attribute_not_exists(#_k)',
        }),
      },
    ]);
    expect(parts[0]?.removesOnly).toBe(true);
  });

  it('refuses what tombstones bring past 100 parts, and lets DynamoDB refuse what was past it before', () => {
    const deletes = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ Delete: { TableName, Key: { pk: { S: String(at) } } } }));
    expect(
      stampTransaction({ TransactItems: deletes(50) }, { ...base, tombstones }).request.TransactItems,
    ).toHaveLength(100);
    expect(() => stampTransaction({ TransactItems: deletes(51) }, { ...base, tombstones })).toThrow(
      expect.objectContaining({
        code: 'UND_VERSIONS_TRANSACTION_TOO_LARGE',
        details: { parts: 51, tombstones: 51, most: 100 },
      }),
    );
    expect(() => stampTransaction({ TransactItems: deletes(100) }, { ...base, tombstones })).toThrow(
      'UND_VERSIONS_TRANSACTION_TOO_LARGE',
    );
    expect(() => stampTransaction({ TransactItems: deletes(101) }, { ...base, tombstones })).not.toThrow();
    expect(() => stampTransaction({ TransactItems: deletes(100) }, base)).not.toThrow();
  });
});

describe('what stampTransaction leaves to DynamoDB to refuse', () => {
  const partOf = (part: TransactWriteItem, more: object = {}) => {
    const { request, parts } = stampTransaction({ TransactItems: [part] }, { ...base, ...more });
    return { sent: request.TransactItems, facts: parts[0] };
  };

  it('stamps no part without a table', () => {
    const part = { Delete: { TableName: undefined, Key } };
    const { sent, facts } = partOf(part, { isStamped: () => true });
    expect([sent, facts?.kind]).toEqual([[part], 'untouched']);
  });

  it('leaves no tombstone for a delete without a key, or one that it makes void', () => {
    const keyless = partOf({ Delete: { TableName, Key: undefined } }, { tombstones });
    expect(keyless.sent).toHaveLength(1);
    expect(keyless.facts).toMatchObject({ kind: 'delete', isVoid: false, tombstoneAt: undefined });
    const refused = partOf({ Delete: { TableName, Key, ConditionExpression: ' ' } }, { tombstones });
    expect(refused.sent).toHaveLength(1);
    expect(refused.facts).toMatchObject({ kind: 'delete', isVoid: true, tombstoneAt: undefined });
  });

  it('makes void a delete whose key has no name for its tombstone, and only where it would leave one', () => {
    const part = { Delete: { TableName, Key: { pk: { BOOL: true } } } };
    expect(partOf(part, { tombstones }).facts).toMatchObject({ kind: 'untouched', isVoid: true });
    expect(partOf(part).facts).toMatchObject({ kind: 'delete', isVoid: false });
  });
});

describe('voidTransaction', () => {
  const voidKey = { ...Key, 'understudy:v': { S: 'void' } };

  it('makes void each part that names a stamped table, and no other', () => {
    const check = { TableName, Key, ConditionExpression: 'attribute_exists(pk)' };
    const update = {
      TableName: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
      UpdateExpression: 'REMOVE a',
    };
    const untouched = { Put: { TableName: 'audit', Item: Key } };
    const TransactItems: TransactWriteItem[] = [
      { Put: { TableName, Item: Key } },
      { Update: { ...update, Key } },
      { Delete: { TableName, Key } },
      { ConditionCheck: check },
      untouched,
      { Delete: { TableName: undefined, Key } },
      { Put: undefined },
    ];
    const { TransactItems: parts, ...rest } = voidTransaction(
      { TransactItems, ClientRequestToken: 'token' },
      base,
    );
    expect(rest).toEqual({ ClientRequestToken: 'token' });
    expect(parts).toStrictEqual([
      { Put: { TableName, Item: { 'understudy:v': { M: Key } } } },
      { Update: { ...update, Key: voidKey } },
      { Delete: { TableName, Key: voidKey } },
      { ConditionCheck: { ...check, Key: voidKey } },
      untouched,
      { Delete: { TableName: undefined, Key } },
      { Put: undefined },
    ]);
  });

  it('leaves a transaction without parts as it is', () => {
    const input = { TransactItems: undefined };
    expect(voidTransaction(input, base)).toBe(input);
  });
});
