import { describe, expect, it } from '@jest/globals';
import { mayRepeat } from './decide-repeat.ts';

const Key = { id: { S: 'a' } };
const update = (UpdateExpression: string | undefined, more = {}) =>
  mayRepeat(
    { operation: 'UpdateItem', input: { TableName: 't', Key, UpdateExpression, ...more } },
    'other-region',
  );

describe('mayRepeat', () => {
  it('lets puts and deletes be sent again: they say what is to be there', () => {
    expect(mayRepeat({ operation: 'PutItem', input: { TableName: 't', Item: Key } }, 'other-region')).toBe(
      true,
    );
    expect(mayRepeat({ operation: 'DeleteItem', input: { TableName: 't', Key } }, 'other-region')).toBe(true);
  });

  it.each([
    'SET a = :a',
    'set a = :a, #b = :b remove c',
    'SET a = if_not_exists(a, :zero)',
    'SET list[3] = :a',
    'REMOVE a, #b.c',
    'DELETE colours :c',
    undefined,
  ])('lets "%s" be sent again', (expression) => {
    expect(update(expression)).toBe(true);
  });

  it.each([
    'ADD visits :one',
    'add visits :one',
    'SET a = :a ADD visits :one',
    'SET a=:a\nADD visits :one',
    'SET visits = visits + :one',
    'SET visits = visits+:one',
    'SET stock = stock - :one',
    'SET stock=stock-:one',
    'SET stock = #s -:one',
    'SET total = if_not_exists(total, :zero) + :one',
    'SET total = if_not_exists(total,:zero)-:one',
    'SET list[0]=list[1]-:one',
    'SET notes = list_append(notes, :n)',
    'REMOVE notes[0]',
    'SET a = :a REMOVE b, notes[ 2 ]',
  ])('does not let "%s" be sent again', (expression) => {
    expect(update(expression)).toBe(false);
  });

  it('lets what is conditional be sent again, in either dialect', () => {
    expect(update('ADD visits :one', { ConditionExpression: 'visits = :before' })).toBe(true);
    expect(update(undefined, { AttributeUpdates: { n: { Action: 'ADD', Value: { N: '1' } } } })).toBe(false);
    expect(
      update(undefined, {
        AttributeUpdates: { n: { Action: 'ADD', Value: { N: '1' } } },
        Expected: { n: { Value: { N: '1' } } },
      }),
    ).toBe(true);
    expect(update(undefined, { AttributeUpdates: { n: { Action: 'PUT', Value: { N: '1' } } } })).toBe(true);
  });

  it('judges a transaction by its token in its own region, and by its parts in the other', () => {
    const counting = { Update: { TableName: 't', Key, UpdateExpression: 'ADD visits :one' } };
    const transaction = (...TransactItems: object[]) =>
      ({ operation: 'TransactWriteItems', input: { TransactItems: TransactItems as never } }) as const;
    expect(mayRepeat(transaction(counting), 'same-region')).toBe(true);
    expect(mayRepeat(transaction(counting), 'other-region')).toBe(false);
    expect(
      mayRepeat(
        transaction({ Put: { TableName: 't', Item: Key } }, { Delete: { TableName: 't', Key } }),
        'other-region',
      ),
    ).toBe(true);
  });
});
