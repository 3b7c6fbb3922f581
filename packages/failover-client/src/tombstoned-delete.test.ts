import { describe, expect, it } from '@jest/globals';
import type { CancellationReason, DeleteItemInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import { prepareTombstonedDelete } from './prepare-tombstoned-delete.ts';
import type { OutgoingWrite, ReadFirst } from './prepared-write.ts';
import {
  cancelled,
  FAILED,
  itemOf,
  KEY,
  LATER_TOMBSTONE,
  mergingContext,
  STANDING,
  STANDING_VERSION,
  TABLE as TableName,
} from './test-support/merging-context.ts';
import type { WriteNotes } from './write-context.ts';

const OLD = { ReturnValues: 'ALL_OLD' } as const;
const copy = { item: itemOf(2) };
const prepare = (more: Partial<DeleteItemInput> = {}, notes: WriteNotes = {}) =>
  prepareTombstonedDelete({ TableName, Key: KEY, ...more }, { ...mergingContext, notes }) as OutgoingWrite;
const transactionOf = (write: OutgoingWrite) => write.request.input as TransactWriteItemsInput;
const refusal = (
  write: OutgoingWrite,
  item: CancellationReason | undefined,
  tombstone?: CancellationReason,
) => write.readRefusal(cancelled([item, tombstone]));

describe('a delete while a region is merging', () => {
  it('that must return the item reads it first, strongly consistent, and requires that very copy then', () => {
    const read = prepare(OLD) as unknown as ReadFirst;
    expect(read).toMatchObject({ step: 'read', request: { input: { Key: KEY, ConsistentRead: true } } });
    expect(read.learn({ Item: copy.item })).toEqual({ copy });
    const sent = transactionOf(prepare(OLD, { copy })).TransactItems?.[0]?.Delete;
    expect(sent?.ConditionExpression).toContain('#_2 = :_2');
    expect(
      transactionOf(prepare({}, { copy })).TransactItems?.[0]?.Delete?.ConditionExpression,
    ).not.toContain('#_2 = :_2');
  });

  it('has a token, and asks for the metrics that the caller asked for, and no other', () => {
    expect(Object.keys(transactionOf(prepare()))).toEqual(['TransactItems', 'ClientRequestToken']);
    const metrics = { ReturnConsumedCapacity: 'TOTAL', ReturnItemCollectionMetrics: 'SIZE' } as const;
    expect(transactionOf(prepare(metrics))).toMatchObject({ ClientRequestToken: 'our token', ...metrics });
  });

  it('may be repeated anywhere, and only in its epoch where it answers with what was read before', () => {
    expect(prepare().repeatable()).toBe('anywhere');
    expect(prepare(OLD, { copy }).repeatable()).toBe('same-epoch');
  });

  it('answers with the item without its stamp, where there was one and the caller asked', () => {
    expect(prepare(OLD, { copy }).answerOf({})).toEqual({ Attributes: KEY });
    expect(prepare(OLD, { copy: { item: undefined } }).answerOf({})).toStrictEqual({});
    expect(prepare({}, { copy }).answerOf({})).toStrictEqual({});
  });

  it('is probed in the caller’s own form where it can not be fenced', () => {
    expect(prepare({ ConditionExpression: ' ' }).step).toBe('probe');
  });
});

describe('a delete while a region is merging that is refused', () => {
  it('is fenced by an item or a tombstone of a later epoch', () => {
    expect(refusal(prepare(), { Code: FAILED, Item: itemOf(4) })).toEqual({ verdict: 'fenced' });
    expect(refusal(prepare(), undefined, { Code: FAILED, Item: LATER_TOMBSTONE })).toEqual({
      verdict: 'fenced',
    });
  });

  it('keeps a tombstone of its epoch, unless its item refused it too', () => {
    const standing = { Code: FAILED, Item: STANDING };
    expect(refusal(prepare(), undefined, standing)).toEqual({
      verdict: 'change-form',
      notes: { keptTombstones: new Map([[0, STANDING_VERSION]]) },
    });
    expect(refusal(prepare(), { Code: FAILED }, standing)).toMatchObject({ verdict: 'callers-error' });
    expect(refusal(prepare(), undefined, { Code: FAILED })).toMatchObject({
      verdict: 'callers-error',
      error: { name: 'ConditionalCheckFailedException' },
    });
  });

  it('takes the item that it found for its copy, where that is not the one that it read', () => {
    const found = (item: typeof copy.item | undefined, read: typeof copy.item | undefined, more = OLD) =>
      refusal(prepare(more, { copy: { item: read } }), { Code: FAILED, ...(item && { Item: item }) });
    const other = itemOf(2, 'another');
    expect(found(other, copy.item)).toEqual({ verdict: 'change-form', notes: { copy: { item: other } } });
    expect(found(undefined, copy.item)).toEqual({
      verdict: 'change-form',
      notes: { copy: { item: undefined } },
    });
    expect(found(other, undefined)).toEqual({ verdict: 'change-form', notes: { copy: { item: other } } });
    expect(found(KEY, undefined).verdict).toBe('change-form');
    expect(found(undefined, KEY).verdict).toBe('change-form');
    expect(found(copy.item, copy.item).verdict).toBe('callers-error');
    expect(found(undefined, undefined).verdict).toBe('callers-error');
    expect(found(other, copy.item, {} as typeof OLD).verdict).toBe('callers-error');
  });

  it('shows the caller the old item without its stamp, where that was asked for and is there', () => {
    const asks = { ConditionExpression: 'a = :a', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    const errorOf = (more: Partial<DeleteItemInput>, item?: typeof copy.item) => {
      const refused = refusal(prepare(more), { Code: FAILED, ...(item && { Item: item }) });
      return (refused as { readonly error?: { readonly Item?: object } }).error?.Item;
    };
    expect(errorOf(asks, itemOf(3))).toEqual(KEY);
    expect(errorOf(asks)).toBeUndefined();
    expect(errorOf({}, itemOf(3))).toBeUndefined();
  });

  it('is tried again after a conflict or throttling, and is the caller’s error for any other reason', () => {
    for (const [Code, expected] of [
      ['TransactionConflict', { verdict: 'transient', class: 'contention' }],
      ['ThrottlingError', { verdict: 'transient', class: 'capacity' }],
      ['ValidationError', { verdict: 'callers-error', error: { name: 'ValidationException' } }],
    ] as const) {
      expect(refusal(prepare(), { Code })).toMatchObject(expected);
      expect(refusal(prepare(), undefined, { Code })).toMatchObject(expected);
    }
    const unexplained = cancelled([]);
    expect(prepare().readRefusal(unexplained)).toEqual({ verdict: 'callers-error', error: unexplained });
  });
});
