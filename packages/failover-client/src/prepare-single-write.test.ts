import { describe, expect, it } from '@jest/globals';
import { prepareSingleWrite, type SingleRequest } from './prepare-single-write.ts';
import { readUnstampedRefusal } from './prepare-unstamped-write.ts';
import type { OutgoingWrite } from './prepared-write.ts';
import { itemOf, KEY, steadyContext, TABLE as TableName } from './test-support/merging-context.ts';
import type { WriteNotes } from './write-context.ts';

const refused = (Item?: object) =>
  Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException', Item });
const prepare = (operation: SingleRequest['operation'], more: object = {}, notes: WriteNotes = {}) =>
  prepareSingleWrite(
    { operation, input: { TableName, ...(operation === 'PutItem' ? { Item: KEY } : { Key: KEY }), ...more } },
    { ...steadyContext, notes },
  ) as OutgoingWrite;
const removing = { UpdateExpression: 'REMOVE n' };
const setting = { UpdateExpression: 'SET n = :n' };
/** The item as an earlier attempt of the write left it. */
const own = itemOf(3, 'n');

describe('a refused write', () => {
  it('is fenced by an item of a later epoch', () => {
    for (const operation of ['PutItem', 'UpdateItem', 'DeleteItem'] as const)
      expect(prepare(operation).readRefusal(refused(itemOf(4)))).toEqual({ verdict: 'fenced' });
  });

  it('was applied before where the item bears its own stamp: the answer is made from that', () => {
    const applied = (operation: SingleRequest['operation'], more: object = {}) =>
      prepare(operation, more).readRefusal(refused(own));
    const all = { ...setting, ReturnValues: 'ALL_NEW' };
    expect(applied('UpdateItem', all)).toEqual({ verdict: 'already-applied', output: { Attributes: KEY } });
    for (const one of [applied('UpdateItem', setting), applied('PutItem', { ReturnValues: 'ALL_NEW' })])
      expect(one).toEqual({ verdict: 'already-applied', output: {} });
  });

  it('is the caller’s error where the item is of this epoch or absent', () => {
    for (const item of [itemOf(3), itemOf(2), KEY, undefined])
      expect(prepare('PutItem').readRefusal(refused(item)).verdict).toBe('callers-error');
    expect(prepare('UpdateItem', setting).readRefusal(refused()).verdict).toBe('callers-error');
  });

  it('is sent in another form where an update that only removes found no item', () => {
    const notes = { isAbsent: true };
    expect(prepare('UpdateItem', removing).readRefusal(refused())).toEqual({ verdict: 'change-form', notes });
    expect(prepare('UpdateItem', removing).readRefusal(refused(itemOf(3))).verdict).toBe('callers-error');
    const asks = (more: object, given: WriteNotes) => prepare('UpdateItem', more, given).request.operation;
    expect(asks(removing, {})).toBe('UpdateItem');
    expect(asks(setting, notes)).toBe('UpdateItem');
    expect(
      prepare('UpdateItem', { ...removing, ConditionExpression: 'attribute_not_exists(n)' }, notes),
    ).toMatchObject({
      step: 'send',
      request: { operation: 'TransactWriteItems' },
    });
  });
});

it('a refusal of a write that was not stamped passes where it is throttling or a conflict', () => {
  for (const [name, expected] of [
    ['ThrottlingException', { verdict: 'transient', class: 'capacity' }],
    ['TransactionConflictException', { verdict: 'transient', class: 'contention' }],
    ['ConditionalCheckFailedException', { verdict: 'callers-error' }],
  ] as const)
    expect(readUnstampedRefusal(Object.assign(new Error(name), { name }))).toMatchObject(expected);
});
