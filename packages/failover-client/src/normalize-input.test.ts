import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { propertyRuns, seededRandomness } from '@understudy/core/testing';
import { merging, steady } from '@understudy/route/testing';
import fc from 'fast-check';
import { FailoverClientError } from './errors.ts';
import { normalizeInput } from './normalize-input.ts';
import { simulatedService, TABLE } from './test-support/simulated-service.ts';

const RUNS = propertyRuns(150, 1_500);
const Key = { pk: { S: 'a' } };
const TableName = TABLE;

describe('normalizeInput', () => {
  it('gives back an input in which nothing is null, itself (fault D1)', () => {
    const input = { TableName, Item: { ...Key, m: { M: { l: { L: [{ NULL: true }] } } } } };
    expect(normalizeInput('PutItem', input)).toBe(input);
    expect(normalizeInput('DescribeTable', input)).toBe(input);
  });

  it('leaves out what is null at every depth, and members of other operations (fault D1)', () => {
    expect(
      normalizeInput('TransactWriteItems', {
        ClientRequestToken: null,
        TransactItems: [
          null,
          { Put: null, Delete: { TableName, Key, ConditionExpression: null, Expected: {} } },
        ],
      }),
    ).toEqual({ TransactItems: [{ Delete: { TableName, Key } }] });
    expect(
      normalizeInput('PutItem', {
        TableName,
        UpdateExpression: '',
        Item: {
          pk: { S: 'a', N: null },
          gone: null,
          l: { L: [null, { M: { deep: undefined, x: { S: 'x' } } }] },
        },
        ExpressionAttributeNames: { '#a': null },
      }),
    ).toEqual({
      TableName,
      Item: { pk: { S: 'a' }, l: { L: [{ M: { x: { S: 'x' } } }] } },
      ExpressionAttributeNames: {},
    });
  });

  it('reads texts as booleans where DynamoDB does, and members through a prototype (fault D1)', () => {
    expect(normalizeInput('GetItem', { TableName, Key, ConsistentRead: 'true' })).toMatchObject({
      ConsistentRead: true,
    });
    class Put {
      get TableName() {
        return TABLE;
      }
      get Item() {
        return Key;
      }
    }
    expect(normalizeInput('PutItem', new Put())).toEqual({ TableName, Item: Key });
  });

  it.each<[string, object, string]>([
    ['PutItem', { TableName: 5 }, 'NUMBER_VALUE cannot be converted to String'],
    ['PutItem', { Item: 'x' }, 'Unexpected field type'],
    ['PutItem', { Item: { pk: { N: 5 } } }, 'NUMBER_VALUE cannot be converted to String'],
    ['PutItem', { Item: [Key] }, 'Start of list found where not expected'],
    [
      'BatchWriteItem',
      { RequestItems: { t: { 0: {} } } },
      'Start of structure or map found where not expected',
    ],
    ['GetItem', { ConsistentRead: 'perhaps' }, 'Unexpected token received from parser'],
  ])('refuses %s of %j in DynamoDB’s words (fault D1)', (operation, input, message) => {
    expect(() => normalizeInput(operation, input)).toThrow(
      expect.objectContaining({ name: 'SerializationException', message }),
    );
  });
});

const value = { ':x': { N: '1' } };
/** Commands with an input each that DynamoDB takes. */
const REQUESTS: readonly (readonly [new (input: never) => object, object])[] = [
  [PutItemCommand, { TableName, Item: { ...Key, n: { N: '1' } } }],
  [PutItemCommand, { TableName, Item: Key, ConditionExpression: 'n < :x', ExpressionAttributeValues: value }],
  [UpdateItemCommand, { TableName, Key, UpdateExpression: 'SET n = :x', ExpressionAttributeValues: value }],
  [UpdateItemCommand, { TableName, Key, UpdateExpression: 'REMOVE n' }],
  [UpdateItemCommand, { TableName, Key }],
  [DeleteItemCommand, { TableName, Key, ReturnValues: 'ALL_OLD' }],
  [
    BatchWriteItemCommand,
    {
      RequestItems: {
        [TABLE]: [{ PutRequest: { Item: Key } }, { DeleteRequest: { Key: { pk: { S: 'b' } } } }],
      },
    },
  ],
  [
    TransactWriteItemsCommand,
    {
      TransactItems: [
        { Put: { TableName, Item: { pk: { S: 'c' } } } },
        { Update: { TableName, Key, UpdateExpression: 'ADD n :x', ExpressionAttributeValues: value } },
        { Delete: { TableName, Key: { pk: { S: 'd' } } } },
      ],
    },
  ],
  [GetItemCommand, { TableName, Key }],
  [BatchGetItemCommand, { RequestItems: { [TABLE]: { Keys: [Key] } } }],
];

/** Names that some structure of a request has. */
const NAMES = [
  'AttributeUpdates',
  'ClientRequestToken',
  'ConditionCheck',
  'ConditionExpression',
  'ConditionalOperator',
  'Delete',
  'DeleteRequest',
  'Expected',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'Item',
  'Key',
  'Put',
  'PutRequest',
  'RequestItems',
  'ReturnConsumedCapacity',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
  'TableName',
  'TransactItems',
  'Update',
  'UpdateExpression',
  'S',
  'N',
  'M',
  'L',
  'unknown',
];
const ODD: readonly unknown[] = [
  null,
  null,
  null,
  undefined,
  undefined,
  '',
  {},
  [],
  0,
  'x',
  false,
  [null],
  { x: null },
];

/** The input with members that are null, undefined or odd, anywhere. */
function disturb(input: unknown, draw: (below: number) => number): unknown {
  const odd = () => ODD[draw(ODD.length)];
  if (draw(25) === 0) return odd();
  if (Array.isArray(input)) {
    const members = input.map((one) => disturb(one, draw));
    if (draw(4) === 0) members.splice(draw(members.length + 1), 0, odd());
    return members;
  }
  if (typeof input !== 'object' || input === null) return input;
  const fields = Object.fromEntries(Object.entries(input).map(([name, one]) => [name, disturb(one, draw)]));
  for (let added = draw(3); added > 0; added -= 1) {
    const name = NAMES[draw(NAMES.length)] ?? '';
    if (!(name in fields)) fields[name] = odd();
  }
  return fields;
}

describe.each([
  ['in a steady epoch', steady('us-east-1', 1)],
  ['while a region is merging', merging('us-east-1', 2)],
])('requests with null members anywhere %s', (_when, route) => {
  let service: Awaited<ReturnType<typeof simulatedService>>;
  beforeAll(async () => {
    service = await simulatedService();
    service.lease.set(route);
  });
  afterAll(() => {
    service.client.destroy();
  });

  it('never leave an item without a stamp, and never fail for a reason of ours (fault D1)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REQUESTS),
        fc.integer({ min: 0, max: 2 ** 31 }),
        async ([Command, input], seed) => {
          const randomness = seededRandomness(seed);
          const disturbed = disturb(input, (below) => Math.floor(randomness.fraction() * below));
          const before = JSON.stringify(disturbed);
          const command = new Command((disturbed ?? {}) as never);
          const error = await service.client.send(command as PutItemCommand).then(
            () => undefined,
            (thrown: unknown) => thrown as Error,
          );
          expect(JSON.stringify(disturbed)).toBe(before);
          expect(error).not.toBeInstanceOf(TypeError);
          // The simulator looks at keys before it looks at expressions, so a void write is refused for its key.
          if (error instanceof FailoverClientError) {
            expect(error.code).toBe('UND_FAILOVER_CLIENT_UNSTAMPABLE');
            return;
          }
          expect([
            undefined,
            'ValidationException',
            'SerializationException',
            'ConditionalCheckFailedException',
            'TransactionCanceledException',
            'ResourceNotFoundException',
          ]).toContain(error?.name);
          for (const item of await service.items()) expect(item).toHaveProperty(['understudy:v', 'S']);
        },
      ),
      { numRuns: RUNS, seed: 20_261_128 },
    );
    expect(JSON.stringify(service.telemetry)).not.toContain('"applied"');
  }, 120_000);
});
