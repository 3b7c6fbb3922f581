import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { merging, steady } from '@understudy/route/testing';
import { stripItem } from '@understudy/versions';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { observeAnswer, type ObservedAnswer } from './test-support/observe-answer.ts';
import { ORDERS as TableName, STANDBY, withService, type Opened } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
const RUNS = propertyRuns(60, 600);

const value: fc.Arbitrary<AttributeValue> = fc.constantFrom<AttributeValue>(
  { N: '1' },
  { N: '2' },
  { S: 'a' },
  { S: 'b' },
  { B: Uint8Array.from([1]) },
  { BOOL: true },
  { NULL: true },
  { SS: ['a'] },
  { NS: ['1', '2'] },
  { L: [{ N: '1' }] },
  { M: { a: { S: 'a' } } },
  { SS: [] },
);
const attribute = fc.constantFrom('n', 's', 'set', 'list');
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });
const OPERATORS = ['EQ', 'NE', 'LE', 'LT', 'GE', 'GT', 'NOT_NULL', 'NULL', 'CONTAINS', 'NOT_CONTAINS'];
const MORE_OPERATORS = ['BEGINS_WITH', 'IN', 'BETWEEN', 'eq', 'LIKE', '', 'toString'];
const expected = fc.record(
  {
    Value: value,
    Exists: fc.boolean(),
    ComparisonOperator: fc.constantFrom(...OPERATORS, ...MORE_OPERATORS),
    AttributeValueList: fc.array(value, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const wellFormed = fc
  .tuple(fc.constantFrom(...OPERATORS), fc.array(value, { minLength: 0, maxLength: 1 }))
  .map(([ComparisonOperator, AttributeValueList]) => ({ ComparisonOperator, AttributeValueList }));
const update = fc.record(
  { Action: fc.constantFrom('PUT', 'ADD', 'DELETE', 'put', 'REMOVE', 'constructor'), Value: value },
  { requiredKeys: [] },
);
const drawn = fc.record(
  {
    kind: fc.constantFrom('put', 'update', 'delete'),
    Expected: maybe(fc.dictionary(attribute, fc.oneof(expected, wellFormed), { maxKeys: 2 })),
    ConditionalOperator: maybe(fc.constantFrom('AND', 'OR', 'or', 'XOR')),
    AttributeUpdates: fc.dictionary(attribute, update, { maxKeys: 2 }),
    ReturnValues: maybe(fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW')),
  },
  { requiredKeys: ['kind', 'AttributeUpdates'] },
);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function send(
  client: DynamoDBClient,
  { kind, AttributeUpdates, ...more }: Drawn,
  Key: Record<string, AttributeValue>,
) {
  const input = { TableName, ...more } as object;
  if (kind === 'put')
    return client.send(new PutItemCommand({ ...input, Item: { ...Key, n: { N: '3' } } } as never));
  if (kind === 'delete') return client.send(new DeleteItemCommand({ ...input, Key } as never));
  return client.send(new UpdateItemCommand({ ...input, Key, AttributeUpdates } as never));
}

/** How a request ended. DynamoDB Local fails at some names that are none, which DynamoDB refuses. */
function endOf(observed: ObservedAnswer): unknown {
  if ('answer' in observed) return observed;
  const { name } = observed.error as { name: string };
  return name === 'ConditionalCheckFailedException' ? name : 'refused';
}

describe.each([
  ['in a steady epoch', steady(undefined, 1)],
  ['while a region is merging', merging(undefined, 2)],
])('legacy parameters, right and wrong, %s', (_when, route) => {
  let through: Opened;
  let count = 0;

  beforeAll(() => {
    through = service().open({ understudy: { limits: {} } });
    through.lease.set(route);
  });

  it('are taken and refused as DynamoDB takes and refuses them, with the same effect (fault G2)', async () => {
    const [direct, behind] = [service().direct(STANDBY), service().direct()];
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(drawn, async (one) => {
        const Key = { pk: { S: `legacy-${route.epoch}-${(count += 1)}` } };
        const Item = {
          ...Key,
          n: { N: '1' },
          s: { S: 'a' },
          set: { SS: ['a', 'b'] },
          list: { L: [{ N: '1' }] },
        };
        await Promise.all(
          [direct, through.client].map((each) => each.send(new PutItemCommand({ TableName, Item }))),
        );
        const [expectedEnd, found] = await Promise.all(
          [direct, through.client].map(async (client) => endOf(await observeAnswer(send(client, one, Key)))),
        );
        const end = typeof expectedEnd === 'string' ? expectedEnd : 'taken';
        ends.set(end, (ends.get(end) ?? 0) + 1);
        expect(found).toEqual(expectedEnd);
        const read = new GetItemCommand({ TableName, Key, ConsistentRead: true });
        const [left, right] = await Promise.all([direct.send(read), behind.send(read)]);
        expect(stripItem(right.Item, 'understudy:v')).toEqual(left.Item);
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
    expect([...ends.keys()].sort()).toEqual(['ConditionalCheckFailedException', 'refused', 'taken']);
  }, 240_000);

  it('with an unknown action are refused in DynamoDB’s words, and change nothing (fault G2)', async () => {
    const Key = { pk: { S: `action-${route.epoch}` } };
    await through.client.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: '10' } } }));
    const AttributeUpdates = { n: { Action: 'put' as never, Value: { N: '5' } } };
    await expect(
      through.client.send(new UpdateItemCommand({ TableName, Key, AttributeUpdates })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining("Value 'put' at 'attributeUpdates.n.member.action' failed"),
    });
    const { Item } = await through.client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    expect(Item?.['n']).toEqual({ N: '10' });
  });
});
