import { describe, expect, it } from '@jest/globals';
import { nativeStamping } from '@understudy/versions';
import { BatchMustSplit, prepareBatch } from './prepare-batch.ts';
import type { WriteContext } from './write-context.ts';

const stamping = nativeStamping({ attribute: 'understudy:v', epoch: 3, writer: 'us-east-1', wallMs: 5 });
const context: WriteContext = {
  stamping,
  stampAt: undefined,
  ownStamps: new Set(),
  isStamped: (table) => table === 'orders',
  tombstones: undefined,
  token: 'token',
  notes: {},
};
const merging = { ...context, tombstones: { version: 'v', expiresAtSeconds: 1 } };
const put = { PutRequest: { Item: { pk: { S: 'a' } } } };
const stamped = { PutRequest: { Item: { pk: { S: 'a' }, 'understudy:v': { S: stamping.stamp } } } };
const remove = { DeleteRequest: { Key: { pk: { S: 'b' } } } };

describe('a batch that stays one', () => {
  it('gives back what was not processed as the caller made it', () => {
    const prepared = prepareBatch({ RequestItems: { orders: [put, remove] } }, context);
    expect(prepared.request.input).toEqual({ RequestItems: { orders: [stamped, remove] } });
    const rest = { ConsumedCapacity: [] };
    const UnprocessedItems = { orders: [stamped, remove], audit: [stamped] };
    expect(prepared.answerOf({ UnprocessedItems, ...rest })).toStrictEqual({
      UnprocessedItems: { orders: [put, remove], audit: [stamped] },
      ...rest,
    });
    expect(prepared.answerOf(rest)).toBe(rest);
  });

  it('must be split where a region is merging and it deletes from a stamped table', () => {
    expect(() => prepareBatch({ RequestItems: { orders: [put, remove] } }, merging)).toThrow(BatchMustSplit);
    for (const RequestItems of [{ orders: [put] }, { audit: [remove] }])
      expect(() => prepareBatch({ RequestItems }, merging)).not.toThrow();
  });
});
