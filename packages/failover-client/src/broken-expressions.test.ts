import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { merging, steady } from '@understudy/route/testing';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { observeAnswer } from './test-support/observe-answer.ts';
import { ORDERS, STANDBY, withService, type Opened } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
const TableName = ORDERS;
const RUNS = propertyRuns(30, 300);

const CONDITIONS = [
  'n = :x',
  '(n = :x)',
  'attribute_exists(n) AND (#a > :x OR NOT begins_with(s, :s))',
  'n BETWEEN :x AND :y',
  '#a IN (:x, :y) OR size(s) < :y',
] as const;
const UPDATES = [
  'SET n = :x',
  'SET n = if_not_exists(n, :x) + :y REMOVE s',
  'ADD n :x',
  'REMOVE #a, s SET s = :s',
  'DELETE n :s',
] as const;
const TOKENS = [
  '(',
  ')',
  ',',
  '=',
  'AND',
  'OR',
  'NOT',
  'SET',
  'REMOVE',
  ':x',
  ':z',
  '#z',
  'n',
  'size',
  '_',
  '.',
  '[0]',
  '',
];
const EDITS = ['drop', 'insert', 'replace', 'double'] as const;

/** An expression with some of its tokens dropped, doubled, replaced, or others put in. */
function brokenOf(expressions: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.constantFrom(...EDITS), fc.nat(30), fc.constantFrom(...TOKENS));
  return fc
    .tuple(fc.constantFrom(...expressions), fc.array(edit, { minLength: 1, maxLength: 2 }))
    .map(([expression, edits]) => {
      const tokens = expression.split(/(?=[(),\s])|(?<=[(\s])/);
      for (const [kind, place, token] of edits) {
        const at = place % tokens.length;
        const old = tokens[at] ?? '';
        const put = { drop: [], insert: [old, ' ', token], replace: [token], double: [old, ' ', old] }[kind];
        tokens.splice(at, 1, ...put);
      }
      return tokens.join('');
    });
}

interface Drawn {
  readonly kind: 'put' | 'update' | 'delete' | 'transaction';
  readonly condition: string | undefined;
  readonly update: string | undefined;
  readonly values: Record<string, AttributeValue>;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom('put', 'update', 'delete', 'transaction'),
  condition: fc.option(fc.oneof(fc.constantFrom<string>(...CONDITIONS), brokenOf(CONDITIONS)), {
    nil: undefined,
  }),
  update: fc.option(fc.oneof(fc.constantFrom<string>(...UPDATES), brokenOf(UPDATES)), { nil: undefined }),
  values: fc.constantFrom<Record<string, AttributeValue>>(
    { ':x': { N: '1' }, ':y': { N: '2' }, ':s': { S: 's' } },
    { ':x': { N: '1' } },
    { ':x': { S: 'no number' }, ':y': { N: '2' }, ':s': { SS: ['s'] } },
  ),
});

/** Of the names and values those that the expressions use: others are refused, too, but each time for themselves. */
function requestOf({ condition, update, values }: Drawn) {
  const text = `${condition ?? ''} ${update ?? ''}`;
  const used = Object.entries(values).filter(([name]) => text.includes(name));
  return {
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...(used.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(used) }),
    ...(text.includes('#a') ? { ExpressionAttributeNames: { '#a': 'a' } } : {}),
  };
}

function send(client: DynamoDBClient, one: Drawn, Key: Record<string, AttributeValue>): Promise<unknown> {
  const request = { TableName, ...requestOf(one) };
  const UpdateExpression = one.update === undefined ? {} : { UpdateExpression: one.update };
  switch (one.kind) {
    case 'put':
      return client.send(new PutItemCommand({ ...request, ...requestOf({ ...one, update: '' }), Item: Key }));
    case 'delete':
      return client.send(new DeleteItemCommand({ ...request, ...requestOf({ ...one, update: '' }), Key }));
    case 'update':
      return client.send(new UpdateItemCommand({ ...request, Key, ...UpdateExpression }));
    case 'transaction':
      return client.send(
        new TransactWriteItemsCommand({
          TransactItems: [{ Update: { ...request, Key, UpdateExpression: one.update ?? 'SET n = :x' } }],
        }),
      );
  }
}

/**
 * DynamoDB Local names the unused names and values of a request, and one fault of several, in the order of its hash maps;
 * which one is not compared.
 */
function comparable(observed: unknown): unknown {
  return JSON.parse(
    JSON.stringify(observed, (key, one: unknown) =>
      key === 'message' && typeof one === 'string' ? one.replace(/keys: \{.*\}/, 'keys: {…}') : one,
    ),
  );
}

describe.each([
  ['in a steady epoch', steady(undefined, 1)],
  ['while a region is merging', merging(undefined, 2)],
])('random broken expressions %s', (_when, route) => {
  let through: Opened;
  let count = 0;

  beforeAll(() => {
    through = service().open({ understudy: { limits: {} } });
    through.lease.set(route);
  });

  it('are refused in the words in which DynamoDB refuses them directly (fault G6)', async () => {
    const direct = service().direct(STANDBY);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async (one) => {
        const Key = { pk: { S: `broken-${route.epoch}-${(count += 1)}` } };
        const Item = { ...Key, n: { N: '1' }, s: { S: 's' }, a: { N: '2' } };
        await Promise.all(
          [direct, through.client].map((client) => client.send(new PutItemCommand({ TableName, Item }))),
        );
        const [expected, found] = await Promise.all(
          [direct, through.client].map((client) => observeAnswer(send(client, one, Key))),
        );
        if (expected !== undefined && 'error' in expected) refused += 1;
        expect(comparable(found)).toEqual(comparable(expected));
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
    expect(refused).toBeGreaterThan(RUNS / 4);
  }, 240_000);
});
