import { describe, expect, it } from '@jest/globals';
import type { UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { prepareAbsentUpdate } from './prepare-absent-update.ts';
import { prepareWrite } from './prepare-write.ts';
import type { OutgoingWrite } from './prepared-write.ts';
import {
  cancelled,
  FAILED,
  KEY,
  mergingContext,
  steadyContext,
  TABLE as TableName,
} from './test-support/merging-context.ts';

const prepare = (more: Partial<UpdateItemInput>) =>
  prepareAbsentUpdate({ TableName, Key: KEY, UpdateExpression: 'REMOVE n', ...more }, steadyContext);
const conditional = { ConditionExpression: 'attribute_not_exists(n)' };

describe('an update that only removes, of an item that is absent', () => {
  it('is done without a condition, and answers with the capacity that DynamoDB would have used', () => {
    const units = { CapacityUnits: 1 };
    for (const [ReturnConsumedCapacity, output] of [
      [undefined, {}],
      ['NONE', {}],
      ['TOTAL', { ConsumedCapacity: { TableName, ...units } }],
      ['INDEXES', { ConsumedCapacity: { TableName, ...units, Table: units } }],
    ] as const)
      expect(prepare({ ReturnConsumedCapacity })).toStrictEqual({ step: 'done', output });
  });

  it('has its condition checked by a transaction, with the token, and the metrics that were asked for', () => {
    const inputOf = (more: object) => (prepare({ ...conditional, ...more }) as OutgoingWrite).request.input;
    expect(Object.keys(inputOf({}))).toEqual(['TransactItems', 'ClientRequestToken']);
    const asked = { ReturnConsumedCapacity: 'TOTAL' };
    expect(inputOf(asked)).toMatchObject({ ClientRequestToken: 'our token', ...asked });
  });

  it('that is refused changes its form where the item is there, and else is the caller’s error', () => {
    const refusal = (...reasons: Parameters<typeof cancelled>[0]) =>
      (prepare(conditional) as OutgoingWrite).readRefusal(cancelled(reasons));
    expect(refusal({ Code: FAILED, Item: KEY })).toEqual({
      verdict: 'change-form',
      notes: { isAbsent: false },
    });
    expect(refusal({ Code: FAILED })).toMatchObject({
      verdict: 'callers-error',
      error: { name: 'ConditionalCheckFailedException' },
    });
    expect(refusal(undefined)).toMatchObject({
      verdict: 'callers-error',
      error: { name: 'TransactionCanceledException' },
    });
  });
});

it('a delete is no transaction with a tombstone where DynamoDB refuses it for its key or its return values', () => {
  const sentOf = (more: object) => {
    const input = { TableName, Key: KEY, ...more };
    const prepared = prepareWrite({ operation: 'DeleteItem', input }, mergingContext);
    return 'request' in prepared ? prepared.request.operation : undefined;
  };
  expect(sentOf({})).toBe('TransactWriteItems');
  expect(sentOf({ ReturnValues: 'ALL_NEW' })).toBe('DeleteItem');
  expect(sentOf({ Key: { pk: { BOOL: true } } })).toBe('DeleteItem');
});
