import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type AttributeValueUpdate,
  type ComparisonOperator,
  type DynamoDBClient,
  type ExpectedAttributeValue,
} from '@aws-sdk/client-dynamodb';
import type { SteadyRoute } from '@understudy/route';
import { merging, steady } from '@understudy/route/testing';
import { stripItem } from '@understudy/versions';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { observeAnswer, type ObservedAnswer } from './test-support/observe-answer.ts';
import { ORDERS, STANDBY, withService, type Opened } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
const TableName = ORDERS;
const RUNS = propertyRuns(40, 400);
/** Fixed, so that a run does not fail by chance because of an oddity of DynamoDB Local. */
const SEED = 20_261_123;
const LIMIT_MS = 120_000;

const ATTRIBUTES = ['a', 'b', 'c'] as const;
const attribute = fc.constantFrom(...ATTRIBUTES);
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.constantFrom('1', '2', '2.5', '-3').map((N) => ({ N })),
  fc.constantFrom('', 'x', 'xy', '2').map((S) => ({ S })),
  fc.constantFrom([1], [1, 2]).map((bytes) => ({ B: Uint8Array.from(bytes) })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true } as const),
);
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.constantFrom<AttributeValue>({ SS: ['x'] }, { SS: ['x', 'y'] }, { NS: ['1'] }, { NS: ['1', '2'] }),
  fc.array(scalar, { maxLength: 2 }).map((L) => ({ L })),
  fc.dictionary(attribute, scalar, { maxKeys: 2 }).map((M) => ({ M })),
);
const item = fc.option(fc.dictionary(attribute, value, { maxKeys: 3 }), { nil: undefined });

/** Expressions over `#a`, `#b`, `#c` and values `:x`, `:y`. */
const name = attribute.map((letter) => `#${letter}`);
const operand = fc.constantFrom(':x', ':y');
const term: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(name, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operand).map((parts) => parts.join(' ')),
  name.map((path) => `attribute_exists(${path})`),
  name.map((path) => `attribute_not_exists(${path})`),
  fc.tuple(name, operand).map(([path, right]) => `begins_with(${path}, ${right})`),
  fc.tuple(name, operand).map(([path, right]) => `contains(${path}, ${right})`),
  name.map((path) => `size(${path}) > :one`),
  name.map((path) => `${path} BETWEEN :x AND :y`),
  name.map((path) => `${path} IN (:x, :y)`),
);
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    term,
    fc
      .tuple(tie('any'), fc.constantFrom('AND', 'OR', 'and', 'Or'), tie('any'))
      .map((parts) => parts.join(' ')),
    tie('any').map((inner) => `NOT ${inner}`),
    fc.tuple(tie('any'), term).map(([inner, other]) => `(${inner} OR ${other})`),
  ),
})).any;

const assignment = fc.tuple(
  name,
  fc.constantFrom(':x', 'if_not_exists(#b, :x)', '#a', ':one + :one', 'list_append(:list, :list)'),
);
const update = fc
  .record({
    set: fc.array(assignment, { maxLength: 2 }),
    remove: fc.array(name, { maxLength: 2 }),
    add: fc.array(name, { maxLength: 1 }),
    letters: fc.boolean(),
    space: fc.constantFrom(' ', '\n', '\t '),
  })
  .map(({ set, remove, add, letters, space }) => {
    const clauses = [
      ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
      ...(set.length > 0 ? [`SET ${set.map(([to, from]) => `${to}=${from}`).join(',')}`] : []),
      ...(add.length > 0 ? [`ADD ${add.map((to) => `${to} :one`).join(', ')}`] : []),
    ].join(space);
    return letters ? clauses.replace(/REMOVE|SET|ADD/g, (word) => word.toLowerCase()) : clauses;
  });

/** Names and values that the expressions use, and no others. */
function placeholdersFor(x: AttributeValue, y: AttributeValue, ...expressions: (string | undefined)[]) {
  const text = expressions.join(' ');
  const all: Record<string, AttributeValue> = {
    ':x': x,
    ':y': y,
    ':one': { N: '1' },
    ':list': { L: [{ S: 'l' }] },
  };
  const values = Object.entries(all).filter(([placeholder]) => new RegExp(`${placeholder}\\b`).test(text));
  const names = ATTRIBUTES.filter((letter) => text.includes(`#${letter}`));
  return {
    ...(names.length === 0
      ? {}
      : { ExpressionAttributeNames: Object.fromEntries(names.map((letter) => [`#${letter}`, letter])) }),
    ...(values.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(values) }),
  };
}

const OPERANDS: Readonly<Record<ComparisonOperator, number>> = {
  EQ: 1,
  NE: 1,
  LE: 1,
  LT: 1,
  GE: 1,
  GT: 1,
  CONTAINS: 1,
  NOT_CONTAINS: 1,
  BEGINS_WITH: 1,
  IN: 2,
  BETWEEN: 2,
  NULL: 0,
  NOT_NULL: 0,
};
const expectedOne: fc.Arbitrary<ExpectedAttributeValue> = fc.oneof(
  value.map((Value) => ({ Value })),
  fc.constant({ Exists: false }),
  fc
    .tuple(fc.constantFrom(...(Object.keys(OPERANDS) as ComparisonOperator[])), scalar, scalar)
    .map(([ComparisonOperator, first, second]) => ({
      ComparisonOperator,
      ...(OPERANDS[ComparisonOperator] === 0
        ? {}
        : { AttributeValueList: [first, second].slice(0, OPERANDS[ComparisonOperator]) }),
    })),
);
const expected = fc
  .tuple(
    fc.dictionary(attribute, expectedOne, { minKeys: 1, maxKeys: 3 }),
    fc.constantFrom('AND', 'OR', undefined),
  )
  .map(([Expected, ConditionalOperator]) => ({
    Expected,
    ...(ConditionalOperator === undefined || Object.keys(Expected).length < 2 ? {} : { ConditionalOperator }),
  }));
const attributeUpdate: fc.Arbitrary<AttributeValueUpdate> = fc.oneof(
  value.map((Value) => ({ Value })),
  fc.constant({ Action: 'DELETE' }),
  fc
    .tuple(fc.constantFrom('ADD', 'DELETE', 'PUT'), value)
    .map(([Action, Value]) => ({ Action: Action, Value })),
);
const returnValues = fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW');

/**
 * Both answer the same, or both refuse. A refusal for the request's form may be worded for another place in it, and
 * may come before or after one for the item's state: legacy parameters are checked as expressions are.
 */
function expectSame(through: ObservedAnswer, direct: ObservedAnswer): void {
  const names = [through, direct].map((seen) => ('error' in seen ? nameOf(seen.error) : 'answered'));
  if (names.includes('ValidationException') && !names.includes('answered')) return;
  expect(through).toEqual(direct);
}

function nameOf(error: unknown): string {
  const { name, code } = error as { name: string; code?: string };
  return code ?? name;
}

const EPOCHS = [
  ['in a steady epoch', steady(undefined, 1)],
  ['while a region is merging', merging(undefined, 2)],
] as const;
let opened: Opened | undefined;
const through = () => (opened ??= service().open({ understudy: { limits: {} } }));
let count = 0;

/** Sends a request to an item in that state, directly and through understudy, and compares answers and items. */
async function compare(
  route: SteadyRoute,
  before: Record<string, AttributeValue> | undefined,
  send: (client: DynamoDBClient, Key: Record<string, AttributeValue>) => Promise<unknown>,
): Promise<void> {
  const direct = service().direct(STANDBY);
  const { client, lease } = through();
  lease.set(route);
  const Key = { pk: { S: `${route.epoch}-${(count += 1)}` } };
  if (before !== undefined) {
    await Promise.all(
      [direct, client].map((each) =>
        each.send(new PutItemCommand({ TableName, Item: { ...before, ...Key } })),
      ),
    );
  }
  expectSame(await observeAnswer(send(client, Key)), await observeAnswer(send(direct, Key)));
  const read = new GetItemCommand({ TableName, Key, ConsistentRead: true });
  const [left, right] = await Promise.all([direct.send(read), service().direct().send(read)]);
  expect(stripItem(right.Item, 'understudy:v')).toEqual(left.Item);
}

describe.each(EPOCHS)('random expressions %s', (_when, route) => {
  it(
    'keep their meaning',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          item,
          fc.option(update, { nil: undefined }),
          fc.option(condition, { nil: undefined }),
          value,
          value,
          returnValues,
          async (before, changes, when, x, y, ReturnValues) => {
            const UpdateExpression = changes === '' ? undefined : changes;
            // An update that only removes makes no item on AWS, while DynamoDB Local makes one.
            fc.pre(
              before !== undefined || UpdateExpression === undefined || /SET|ADD/i.test(UpdateExpression),
            );
            // DynamoDB Local fails at an update of nothing that asks for what was updated.
            fc.pre(UpdateExpression !== undefined || !ReturnValues.startsWith('UPDATED'));
            await compare(route, before, (client, Key) =>
              client.send(
                new UpdateItemCommand({
                  TableName,
                  Key,
                  ReturnValues,
                  ...(UpdateExpression === undefined ? {} : { UpdateExpression }),
                  ...(when === undefined ? {} : { ConditionExpression: when }),
                  ...placeholdersFor(x, y, UpdateExpression, when),
                  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
                }),
              ),
            );
          },
        ),
        { numRuns: RUNS, seed: SEED },
      );
    },
    LIMIT_MS,
  );
});

describe.each(EPOCHS)('random legacy parameters %s', (_when, route) => {
  it(
    'keep their meaning',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          item,
          fc.option(expected, { nil: undefined }),
          fc.dictionary(attribute, attributeUpdate, { maxKeys: 3 }),
          returnValues,
          fc.constantFrom('put', 'update', 'delete'),
          async (before, when, AttributeUpdates, ReturnValues, kind) => {
            const removesOnly = Object.values(AttributeUpdates).every(({ Action }) => Action === 'DELETE');
            fc.pre(
              kind !== 'update' ||
                before !== undefined ||
                !removesOnly ||
                Object.keys(AttributeUpdates).length === 0,
            );
            fc.pre(Object.keys(AttributeUpdates).length > 0 || !ReturnValues.startsWith('UPDATED'));
            const old = ReturnValues === 'ALL_OLD' ? { ReturnValues } : {};
            await compare(route, before, (client, Key) => {
              if (kind === 'put')
                return client.send(new PutItemCommand({ TableName, Item: Key, ...when, ...old }));
              if (kind === 'delete')
                return client.send(new DeleteItemCommand({ TableName, Key, ...when, ...old }));
              return client.send(
                new UpdateItemCommand({ TableName, Key, AttributeUpdates, ReturnValues, ...when }),
              );
            });
          },
        ),
        { numRuns: RUNS, seed: SEED },
      );
    },
    LIMIT_MS,
  );
});
