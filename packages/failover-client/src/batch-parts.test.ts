import { describe, expect, it } from '@jest/globals';
import type { BatchWriteItemInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import { merging } from '@understudy/route/testing';
import { driveEngine } from './test-support/drive-engine.ts';
import type { WireRequest } from './types.ts';
import type { UnderstudyOptions } from './options.ts';

const put = (id: string, more: object = {}): WriteRequest => ({
  PutRequest: { Item: { pk: { S: id }, ...more } },
});
const remove = (id: string): WriteRequest => ({ DeleteRequest: { Key: { pk: { S: id } } } });
const named = (name: string, message = name) => Object.assign(new Error(message), { name });
const throttled = named('ThrottlingException');
const invalid = named('ValidationException', 'One or more parameter values were invalid');
const ofKey = named('ValidationException', 'The provided key element does not match the schema');
const Table = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};

/** An engine whose tables are described; `answer` gives the rest of the answers, or nothing for an empty one. */
function drive(answer: (request: WireRequest) => object | undefined, more: Partial<UnderstudyOptions> = {}) {
  const driven = driveEngine(async (request) => {
    if (request.operation === 'DescribeTable') return { Table };
    const output = answer(request) ?? {};
    if (output instanceof Error) throw output;
    return output;
  }, more);
  const batch = async (RequestItems: BatchWriteItemInput['RequestItems'], asked: object = {}) => {
    const ended = driven.run('BatchWriteItem', { RequestItems, ...asked }).then(
      ({ output }) => output,
      (error: unknown) => error,
    );
    await driven.clock.advance(60_000);
    return ended;
  };
  const operations = () => driven.sent.map(({ operation }) => operation).sort();
  return { ...driven, batch, operations };
}
const concerns = ({ input }: WireRequest, id: string) => JSON.stringify(input).includes(`"${id}"`);

describe('the parts of a batch', () => {
  it('go singly to stamped tables, and the rest as one batch, with the metrics added up', async () => {
    const units = (TableName: string) => ({
      TableName,
      CapacityUnits: 1,
      GlobalSecondaryIndexes: { g: { CapacityUnits: 2 } },
    });
    const collection = { SizeEstimateRangeGB: [0, 1] };
    const { batch, operations, sent } = drive(({ operation }) =>
      operation === 'BatchWriteItem'
        ? { ConsumedCapacity: [units('audit')], ItemCollectionMetrics: { audit: [collection] } }
        : { ConsumedCapacity: units('orders'), ItemCollectionMetrics: collection },
    );
    const asked = { ReturnConsumedCapacity: 'INDEXES', ReturnItemCollectionMetrics: 'SIZE' };
    const items = { orders: [put('a'), remove('b')], audit: [put('c')] };
    expect(await batch(items, asked)).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [
        { TableName: 'orders', CapacityUnits: 2, GlobalSecondaryIndexes: { g: { CapacityUnits: 4 } } },
        units('audit'),
      ],
      ItemCollectionMetrics: { orders: [collection, collection], audit: [collection] },
    });
    expect(operations()).toEqual(['BatchWriteItem', 'DeleteItem', 'DescribeTable', 'PutItem']);
    expect(sent.at(-1)?.input).toMatchObject(asked);
    for (const none of [{}, { ReturnConsumedCapacity: 'NONE', ReturnItemCollectionMetrics: 'NONE' }])
      expect(await batch(items, none)).toStrictEqual({ UnprocessedItems: {} });
  });

  it('ask for no metrics that the caller did not ask for', async () => {
    const { batch, sent } = drive(() => undefined);
    await batch({ orders: [put('a'), put('b')] });
    for (const name of ['ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'])
      expect(sent.at(-1)?.input).not.toHaveProperty(name);
  });

  it('have only those metrics added up that each of them has', async () => {
    const { batch } = drive((request) => ({
      ConsumedCapacity: { CapacityUnits: 1, ...(concerns(request, 'b') ? { WriteCapacityUnits: 2 } : {}) },
    }));
    const asked = { ReturnConsumedCapacity: 'TOTAL', ReturnItemCollectionMetrics: 'SIZE' };
    expect(await batch({ orders: [put('a'), put('b')] }, asked)).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [{ CapacityUnits: 2, WriteCapacityUnits: 2 }],
      ItemCollectionMetrics: {},
    });
  });

  it('need no schema where there is one alone, or none of a stamped table', async () => {
    const { batch, operations } = drive(() => undefined);
    await batch({ orders: [put('a')] });
    await batch({ audit: [put('a'), put('b')] });
    expect(operations()).toEqual(['BatchWriteItem', 'PutItem']);
  });

  it('stay a batch without fences, but for deletes from stamped tables while a region is merging', async () => {
    const { batch, lease, operations, sent } = drive(() => undefined, { batchWrites: 'unfenced' });
    const items = { orders: [put('a'), remove('b')], audit: [remove('c')] };
    await batch(items);
    lease.set(merging('us-east-1', 2));
    await batch(items);
    expect(operations()).toEqual(['BatchWriteItem', 'BatchWriteItem', 'DescribeTable', 'TransactWriteItems']);
    const rest = sent.findLast(({ operation }) => operation === 'BatchWriteItem')
      ?.input as BatchWriteItemInput;
    expect(rest.RequestItems).toMatchObject({ orders: [{ PutRequest: {} }], audit: [remove('c')] });
  });
});

describe('the parts of a batch that are refused', () => {
  it('for throttling or a conflict come back as unprocessed', async () => {
    for (const error of [throttled, named('TransactionConflictException')]) {
      const { batch } = drive((request) => (concerns(request, 'a') ? error : undefined));
      expect(await batch({ orders: [put('a'), put('b')], audit: [put('c')] })).toEqual({
        UnprocessedItems: { orders: [put('a')] },
      });
      const rest = drive((request) => (concerns(request, 'c') ? error : undefined));
      expect(await rest.batch({ orders: [put('a'), put('b')], audit: [put('c')] })).toEqual({
        UnprocessedItems: { audit: [put('c')] },
      });
    }
  });

  it('for what they are make the batch partial, with what was not written, and its table is described again', async () => {
    let isRefused = true;
    const { batch, sent } = drive(
      (request) => (isRefused && concerns(request, 'a') ? named('AccessDenied') : undefined),
      { tables: ['orders', 'lines'] },
    );
    const items = { orders: [put('a')], lines: [put('b')] };
    expect(await batch(items)).toMatchObject({
      code: 'UND_FAILOVER_CLIENT_BATCH_PARTIAL',
      unprocessedItems: { orders: [put('a')] },
      details: { parts: 2, written: 1, refusal: 'AccessDenied' },
    });
    const last = { lines: [put('b')], orders: [put('a')] };
    expect(await batch(last)).toMatchObject({ code: 'UND_FAILOVER_CLIENT_BATCH_PARTIAL' });
    isRefused = false;
    await batch(items);
    await batch(items);
    const described = sent.flatMap(({ operation, input }) => (operation === 'DescribeTable' ? [input] : []));
    expect(described).toEqual(['orders', 'lines', 'orders', 'orders'].map((TableName) => ({ TableName })));
  });

  it('as a whole give the refusal itself, and where the rest is refused nothing else is sent', async () => {
    const denied = named('AccessDenied');
    const all = drive(() => denied);
    expect(await all.batch({ orders: [put('a'), put('b')] })).toBe(denied);
    const unsent = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const late = drive((request) => (concerns(request, 'a') ? denied : unsent));
    expect(await late.batch({ orders: [put('a'), put('b')] })).toBe(denied);
    const rest = drive(({ operation }) => (operation === 'BatchWriteItem' ? denied : undefined));
    expect(await rest.batch({ orders: [put('a'), put('b')], audit: [put('c')] })).toBe(denied);
    expect(rest.operations()).toEqual(['BatchWriteItem', 'DescribeTable']);
  });

  it('and may have been written make the batch ambiguous, before it is throttled', async () => {
    const broken = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const { batch } = drive((request) => (concerns(request, 'a') ? throttled : broken));
    expect(await batch({ orders: [put('a'), put('b')] })).toMatchObject({ mayHaveApplied: true });
    const denied = drive((request) => (concerns(request, 'a') ? named('AccessDenied') : broken));
    expect(await denied.batch({ orders: [put('a'), put('b')] })).toMatchObject({
      code: 'UND_FAILOVER_CLIENT_BATCH_PARTIAL',
    });
  });
});

describe('a batch that DynamoDB would refuse', () => {
  const odd = put('a', { n: { N: 'no number' } });

  it('is refused where it names the stamp of a stamped table, and of no other', async () => {
    const named = put('a', { 'understudy:v': { S: 'x' } });
    const { batch, sent } = drive(() => undefined);
    expect(await batch({ orders: [named, put('b')] })).toMatchObject({ code: 'UND_VERSIONS_STAMP_RESERVED' });
    expect(sent).toEqual([]);
    expect(await batch({ orders: [put('b')], audit: [named] })).toEqual({ UnprocessedItems: {} });
  });

  it('for its form is sent with its stamped tables void', async () => {
    const { batch, sent } = drive(() => invalid);
    const many = Array.from({ length: 25 }, (_, at) => put(String(at)));
    expect(await batch({ orders: [...many, remove('b')], audit: [put('c')] })).toBe(invalid);
    const { RequestItems } = sent.at(-1)?.input as BatchWriteItemInput;
    expect(RequestItems?.['orders']?.[0]).toStrictEqual({
      PutRequest: { Item: { 'understudy:v': { M: { pk: { S: '0' } } } } },
    });
    expect(RequestItems?.['orders']?.[25]).toStrictEqual({
      DeleteRequest: { Key: { pk: { S: 'b' }, 'understudy:v': { S: 'void' } } },
    });
    expect(RequestItems?.['audit']).toEqual([put('c')]);
  });

  it('for a member has that judged alone, and goes on where only the void delete beside it is refused', async () => {
    for (const [error, isSent] of [
      [ofKey, true],
      [invalid, false],
      [named('AccessDenied', ofKey.message), false],
    ] as const) {
      const { batch, sent } = drive(({ operation }) => (operation === 'BatchWriteItem' ? error : undefined));
      const ended = await batch({ orders: [odd, put('b')] });
      const judged = sent.find(({ operation }) => operation === 'BatchWriteItem')
        ?.input as BatchWriteItemInput;
      expect(judged.RequestItems).toEqual({
        orders: [odd, { DeleteRequest: { Key: { 'understudy:v': { S: 'void' } } } }],
      });
      if (isSent) expect(ended).toEqual({ UnprocessedItems: {} });
      else expect(ended).toBe(error);
    }
  });

  it('for the key of a member is refused, though the void delete is refused in the same words', async () => {
    const { batch, operations } = drive(({ operation }) =>
      operation === 'BatchWriteItem' ? ofKey : undefined,
    );
    expect(await batch({ orders: [{ PutRequest: { Item: { pk: { N: '1' } } } }, put('b')] })).toBe(ofKey);
    expect(operations()).toEqual(['BatchWriteItem', 'DescribeTable']);
  });
});
