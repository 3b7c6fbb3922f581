import { describe, expect, it } from '@jest/globals';
import { nativeStamping } from './native-stamping.ts';
import { splitBatch, stampBatch } from './split-batch.ts';

const put = (pk: string) => ({ PutRequest: { Item: { pk: { S: pk } } } });
const remove = (pk: string) => ({ DeleteRequest: { Key: { pk: { S: pk } } } });
const stamping = {
  ...nativeStamping({ attribute: 'understudy:v', epoch: 3, writer: 'us-east-1', wallMs: 5 }),
  isStamped: (table: string) => table === 'orders',
};

describe('splitBatch', () => {
  it('makes single writes of what must be one and leaves the rest a batch with its options', () => {
    const input = {
      RequestItems: { orders: [put('a'), remove('b')], audit: [put('c')] },
      ReturnConsumedCapacity: 'TOTAL' as const,
    };
    const { singles, rest } = splitBatch(input, { isSingle: (table) => table === 'orders' });
    expect(singles.map(({ write }) => write)).toEqual([
      { operation: 'PutItem', input: { TableName: 'orders', Item: { pk: { S: 'a' } } } },
      { operation: 'DeleteItem', input: { TableName: 'orders', Key: { pk: { S: 'b' } } } },
    ]);
    expect(singles.map(({ request }) => request)).toEqual(input.RequestItems.orders);
    expect(rest).toEqual({ ...input, RequestItems: { audit: [put('c')] } });
  });

  it('leaves to the batch what is neither a put nor a delete, for DynamoDB to refuse', () => {
    const input = { RequestItems: { orders: [{}, { DeleteRequest: { Key: undefined } }] } };
    expect(splitBatch(input, { isSingle: () => true })).toEqual({ singles: [], rest: input });
  });

  it('leaves no batch where all is single', () => {
    expect(
      splitBatch({ RequestItems: { orders: [put('a')] } }, { isSingle: () => true }).rest,
    ).toBeUndefined();
  });
});

describe('stampBatch', () => {
  it('stamps the puts of stamped tables', () => {
    const stamped = stampBatch(
      { RequestItems: { orders: [put('a'), remove('b')], audit: [put('c')] } },
      stamping,
    );
    expect(stamped.RequestItems).toEqual({
      orders: [
        { PutRequest: { Item: { pk: { S: 'a' }, 'understudy:v': { S: stamping.stamp } } } },
        remove('b'),
      ],
      audit: [put('c')],
    });
  });

  it('refuses an item that has the stamp attribute', () => {
    const input = { RequestItems: { orders: [{ PutRequest: { Item: { 'understudy:v': { S: 'x' } } } }] } };
    expect(() => stampBatch(input, stamping)).toThrow(
      expect.objectContaining({ code: 'UND_VERSIONS_STAMP_RESERVED' }),
    );
  });
});
