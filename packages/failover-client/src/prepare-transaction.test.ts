import { describe, expect, it } from '@jest/globals';
import type { CancellationReason, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { prepareTransaction } from './prepare-transaction.ts';
import type { OutgoingWrite } from './prepared-write.ts';
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

const old = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
/** Its delete's tombstone comes last, at place 4. */
const input: TransactWriteItemsInput = {
  TransactItems: [
    { Delete: { TableName, Key: KEY } },
    { Update: { TableName, Key: KEY, UpdateExpression: 'REMOVE n' } },
    { Put: { TableName: 'audit', Item: KEY } },
    { Put: { TableName, Item: KEY, ConditionExpression: 'attribute_exists(pk)', ...old } },
  ],
};
const TOMBSTONE_AT = 4;

const prepare = (notes: WriteNotes = {}, more: Partial<TransactWriteItemsInput> = {}) =>
  prepareTransaction({ ...input, ...more }, { ...mergingContext, notes }) as OutgoingWrite;
/** What it makes of these reasons, by the places of the parts. */
const refusal = (reasons: Readonly<Record<number, CancellationReason>>, notes: WriteNotes = {}) =>
  prepare(notes).readRefusal(cancelled(Array.from({ length: TOMBSTONE_AT + 1 }, (_, at) => reasons[at])));
const changed = (notes: object) => ({ verdict: 'change-form', notes });
const [none, fresh] = [new Set<number>(), new Map<number, string>()];

describe('a transaction is fenced', () => {
  it('by an item or a tombstone of a later epoch', () => {
    expect(refusal({ 3: { Code: FAILED, Item: itemOf(4) } })).toEqual({ verdict: 'fenced' });
    expect(refusal({ [TOMBSTONE_AT]: { Code: FAILED, Item: LATER_TOMBSTONE } })).toEqual({
      verdict: 'fenced',
    });
  });

  it('by no item of a table that is not stamped', () => {
    expect(refusal({ 2: { Code: FAILED, Item: itemOf(4) } })).toMatchObject({ verdict: 'callers-error' });
  });
});

describe('a transaction changes its form', () => {
  it('by the tombstones of its epoch that it finds', () => {
    expect(refusal({ [TOMBSTONE_AT]: { Code: FAILED, Item: STANDING } })).toEqual(
      changed({ absentParts: none, keptTombstones: new Map([[0, STANDING_VERSION]]) }),
    );
    expect(refusal({ [TOMBSTONE_AT]: { Code: FAILED } })).toEqual(
      changed({ absentParts: none, keptTombstones: fresh }),
    );
  });

  it('by the tombstone of whichever delete it is, and not for a part without a reason', () => {
    const TransactItems = [{ Put: { TableName, Item: KEY } }, { Delete: { TableName, Key: KEY } }];
    const refused = cancelled([{}, undefined, { Code: FAILED, Item: STANDING }]);
    expect(prepare({}, { TransactItems }).readRefusal(refused)).toEqual(
      changed({ absentParts: none, keptTombstones: new Map([[1, STANDING_VERSION]]) }),
    );
  });

  it('by the items of updates that only remove, once they are absent, or present again', () => {
    expect(refusal({ 1: { Code: FAILED } })).toEqual(
      changed({ absentParts: new Set([1]), keptTombstones: fresh }),
    );
    const absentParts = new Set([1]);
    expect(refusal({ 1: { Code: FAILED, Item: itemOf(3) } }, { absentParts })).toEqual(
      changed({ absentParts: none, keptTombstones: fresh }),
    );
    expect(refusal({ 1: { Code: FAILED } }, { absentParts })).toMatchObject({ verdict: 'callers-error' });
  });

  it('keeps the absences that it knows, whatever else refuses those parts', () => {
    const removing = { Update: { TableName, Key: KEY, UpdateExpression: 'REMOVE n' } };
    const write = prepare({ absentParts: new Set([0]) }, { TransactItems: [removing, removing] });
    expect(write.readRefusal(cancelled([{ Code: FAILED }, { Code: FAILED }]))).toEqual(
      changed({ absentParts: new Set([0, 1]), keptTombstones: fresh }),
    );
  });

  it('for an absence before it blames the caller, and blames the caller before it keeps a tombstone', () => {
    const callers = { 3: { Code: FAILED } };
    expect(refusal({ 1: { Code: FAILED }, ...callers }).verdict).toBe('change-form');
    expect(refusal({ [TOMBSTONE_AT]: { Code: FAILED, Item: STANDING }, ...callers }).verdict).toBe(
      'callers-error',
    );
  });
});

describe('a transaction that was refused', () => {
  it('is transient by throttling before a conflict, where nothing else refused it', () => {
    const [conflict, throttling] = [{ Code: 'TransactionConflict' }, { Code: 'ThrottlingError' }];
    expect(refusal({ 0: conflict })).toMatchObject({ verdict: 'transient', class: 'contention' });
    expect(refusal({ 0: conflict, 3: throttling })).toMatchObject({
      verdict: 'transient',
      class: 'capacity',
    });
    expect(refusal({ 0: conflict, 3: { Code: 'ValidationError' } }).verdict).toBe('callers-error');
    expect(refusal({ 0: conflict, 3: { Code: FAILED } }).verdict).toBe('callers-error');
  });

  it('is the caller’s error where no part says why', () => {
    expect(refusal({}).verdict).toBe('callers-error');
    expect(prepare().readRefusal(cancelled([{}])).verdict).toBe('callers-error');
  });

  it('shows the caller its own parts, and the items that it asked for without stamps', () => {
    const message = 'Cancelled for [None, None, ConditionalCheckFailed, ConditionalCheckFailed, None]';
    const failed = { Code: FAILED, Item: itemOf(3) };
    const error = cancelled([failed, undefined, failed, failed, undefined], message);
    expect(prepare().readRefusal(error)).toMatchObject({ verdict: 'callers-error', error });
    expect(error.CancellationReasons).toEqual([
      { Code: FAILED },
      { Code: 'None' },
      failed,
      { Code: FAILED, Item: KEY },
    ]);
    expect(error.message).toBe(`Cancelled for [${FAILED}, None, ${FAILED}, ${FAILED}]`);
    const itemless = cancelled([undefined, undefined, undefined, { Code: FAILED }]);
    prepare().readRefusal(itemless);
    expect(itemless.CancellationReasons[3]).not.toHaveProperty('Item');
    const without = cancelled([undefined, undefined, undefined, failed], 'Cancelled for [all]');
    prepare().readRefusal(without);
    expect(without.message).toBe('Cancelled for [all]');
  });
});

describe('a transaction that is sent', () => {
  const tokenOf = (notes: WriteNotes, ClientRequestToken?: string) =>
    (prepare(notes, { ClientRequestToken }).request.input as TransactWriteItemsInput).ClientRequestToken;

  it('has our token, or the caller’s, which another form makes another one, the same each time', () => {
    expect(tokenOf({})).toBe('our token');
    expect(tokenOf({ absentParts: new Set([1]) })).toBe('our token');
    expect(tokenOf({}, 'given')).toBe('given');
    expect(tokenOf({ absentParts: none, keptTombstones: fresh }, 'given')).toBe('given');
    const forms = [{ absentParts: new Set([1]) }, { keptTombstones: new Map([[0, 'v']]) }];
    const tokens = forms.map((notes) => tokenOf(notes, 'given'));
    expect(new Set([...tokens, 'given']).size).toBe(3);
    for (const token of tokens) expect(token).toMatch(/^.{36}$/);
    expect(forms.map((notes) => tokenOf(notes, 'given'))).toEqual(tokens);
  });

  it('answers without the capacity of the table of tombstones', () => {
    const output = { ItemCollectionMetrics: {} };
    expect(prepare().answerOf(output)).toBe(output);
    const ConsumedCapacity = [{ TableName }, { TableName: TOMBSTONES_TABLE.TableName }];
    expect(prepare().answerOf({ ...output, ConsumedCapacity })).toEqual({
      ...output,
      ConsumedCapacity: [{ TableName }],
    });
  });

  it('is probed in the caller’s own form where it can not be stamped', () => {
    const refused = { TransactItems: [{ Put: { TableName, Item: KEY, ConditionExpression: ' ' } }] };
    expect(prepare({}, refused).step).toBe('probe');
    expect(prepare().step).toBe('send');
  });
});
