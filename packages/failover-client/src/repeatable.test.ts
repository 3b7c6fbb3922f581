import { describe, expect, it } from '@jest/globals';
import { repeatableOf } from './repeatable.ts';

const Key = { pk: { S: 'a' } };
const update = (UpdateExpression: string | undefined, more = {}) =>
  repeatableOf({ operation: 'UpdateItem', input: { TableName: 't', Key, UpdateExpression, ...more } });

describe('repeatableOf', () => {
  it.each([
    ['PutItem', { Item: Key }],
    ['PutItem', { Item: Key, ConditionExpression: 'attribute_not_exists(pk)' }],
    ['DeleteItem', { Key }],
    ['DeleteItem', { Key, ConditionExpression: 'attribute_exists(pk)' }],
    ['BatchWriteItem', { RequestItems: {} }],
  ])('%s %j says the same twice', (operation, input) => {
    expect(repeatableOf({ operation, input })).toBe('anywhere');
  });

  it.each([undefined, 'SET a = :a', 'set a = :a, #b.c = :b remove d DELETE e :e'])(
    'so does the update "%s"',
    (expression) => expect(update(expression)).toBe('anywhere'),
  );

  it.each(['ADD n :one', 'SET n = n + :one', 'SET l = list_append(l, :x)', 'REMOVE l[0]', 'SET l[9] = :x'])(
    'the update "%s" does not, whatever its condition',
    (expression) => {
      expect(update(expression)).toBe('never');
      expect(update(expression, { ConditionExpression: 'n = :before' })).toBe('never');
    },
  );

  it('does not repeat what answers with what was there before', () => {
    expect(repeatableOf({ operation: 'PutItem', input: { Item: Key, ReturnValues: 'ALL_OLD' } })).toBe(
      'never',
    );
    expect(repeatableOf({ operation: 'DeleteItem', input: { Key, ReturnValues: 'ALL_OLD' } })).toBe('never');
    expect(update('SET a = :a', { ReturnValues: 'UPDATED_OLD' })).toBe('never');
    expect(update('SET a = :a', { ReturnValues: 'ALL_NEW' })).toBe('anywhere');
    expect(update('SET a = :a', { ReturnValues: 'UPDATED_NEW' })).toBe('anywhere');
  });

  it('does not repeat a conditional update whose answer could not be made from the item', () => {
    const ConditionExpression = 'attribute_exists(pk)';
    expect(update('SET a = :a', { ReturnValues: 'UPDATED_NEW', ConditionExpression })).toBe('never');
    expect(update('SET a = :a', { ReturnValues: 'ALL_NEW', ConditionExpression })).toBe('anywhere');
  });

  it('reads legacy parameters as well', () => {
    const legacy = (Action: string, more = {}) =>
      update(undefined, { AttributeUpdates: { n: { Action, Value: { N: '1' } } }, ...more });
    expect(legacy('PUT')).toBe('anywhere');
    expect(legacy('ADD')).toBe('never');
    expect(legacy('PUT', { Expected: { n: { Exists: false } }, ReturnValues: 'UPDATED_NEW' })).toBe('never');
  });

  it('repeats a transaction by its token in its own epoch, and elsewhere by its parts', () => {
    const transaction = (...TransactItems: object[]) =>
      repeatableOf({ operation: 'TransactWriteItems', input: { TransactItems } });
    const counting = { Update: { TableName: 't', Key, UpdateExpression: 'ADD n :one' } };
    const check = { ConditionCheck: { TableName: 't', Key, ConditionExpression: 'attribute_exists(pk)' } };
    expect(transaction(counting, check)).toBe('same-epoch');
    const setting = { Update: { TableName: 't', Key, UpdateExpression: 'SET n = :one' } };
    expect(transaction(setting, check)).toBe('anywhere');
    expect(
      transaction({ Put: { TableName: 't', Item: Key } }, { Delete: { TableName: 't', Key } }, check),
    ).toBe('anywhere');
  });

  it('knows nothing of other operations', () => {
    expect(repeatableOf({ operation: 'ExecuteTransaction', input: {} })).toBe('same-epoch');
    expect(repeatableOf({ operation: 'ExecuteStatement', input: {} })).toBe('never');
  });
});
