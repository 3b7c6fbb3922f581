import { describe, expect, it } from '@jest/globals';
import { localizeTableArns, restoreTableNames } from './localize-table-arns.ts';

const there = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
const here = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders';

describe('tables given by their ARN', () => {
  it.each<[string, object, object]>([
    ['a single request', { TableName: there, Key: {} }, { TableName: here, Key: {} }],
    [
      'a batch',
      { RequestItems: { [there]: { Keys: [] }, audit: { Keys: [] } } },
      { RequestItems: { [here]: { Keys: [] }, audit: { Keys: [] } } },
    ],
    [
      'a transaction',
      { TransactItems: [{ Put: { TableName: there, Item: {} } }, { Get: { TableName: 'audit' } }] },
      { TransactItems: [{ Put: { TableName: here, Item: {} } }, { Get: { TableName: 'audit' } }] },
    ],
  ])('of %s are named in the region that it goes to', (_what, input, placed) => {
    expect(localizeTableArns(input, 'eu-central-1').input).toEqual(placed);
  });

  it('key an answer as the caller wrote them', () => {
    const { names } = localizeTableArns({ RequestItems: { [there]: {} } }, 'eu-central-1');
    expect(
      restoreTableNames({ Responses: { [here]: [1], audit: [2] }, UnprocessedKeys: { [here]: {} } }, names),
    ).toEqual({
      Responses: { [there]: [1], audit: [2] },
      UnprocessedKeys: { [there]: {} },
    });
  });

  it('are none where all are named: nothing is copied', () => {
    for (const input of [{ TableName: 'orders' }, { RequestItems: { orders: {} } }, {}]) {
      const placed = localizeTableArns(input, 'eu-central-1');
      expect(placed.input).toBe(input);
      const output = {};
      expect(restoreTableNames(output, placed.names)).toBe(output);
    }
  });
});
