import type {
  BatchWriteItemInput,
  DeleteItemInput,
  PutItemInput,
  TransactWriteItemsInput,
  UpdateItemInput,
} from '@aws-sdk/client-dynamodb';
import {
  fenceKeyed,
  stampPut,
  stampUpdate,
  stripAnswer,
  stripItem,
  tableNameOf,
  type Item,
} from '@understudy/versions';
import { prepareAbsentUpdate } from './prepare-absent-update.ts';
import { prepareBatch } from './prepare-batch.ts';
import { prepareTombstonedDelete } from './prepare-tombstoned-delete.ts';
import { prepareTransaction } from './prepare-transaction.ts';
import { prepareUnstampedWrite } from './prepare-unstamped-write.ts';
import type { PreparedWrite } from './prepared-write.ts';
import { refusedBy, oldItemOf, withoutOldItem, type WriteRefusal } from './read-refusal.ts';
import { repeatableOf } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';

/**
 * The write as it goes out now, with the stamp, the fence and the tombstones that its context asks for. Writes to tables
 * that are not stamped go out as they are.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_LEGACY_INVALID`,
 * `UND_VERSIONS_TRANSACTION_TOO_LARGE`, `UND_VERSIONS_KEY_INVALID`; BatchMustSplit
 */
export function prepareWrite(request: WireRequest, context: WriteContext): PreparedWrite {
  const { operation, input } = request;
  if (operation === 'TransactWriteItems')
    return prepareTransaction(input as TransactWriteItemsInput, context);
  if (operation === 'BatchWriteItem') return prepareBatch(input as BatchWriteItemInput, context);
  const { TableName: table } = input as { TableName?: unknown };
  if (typeof table !== 'string' || !context.isStamped(tableNameOf(table)))
    return prepareUnstampedWrite(request);
  if (operation === 'PutItem') return preparePut(input as PutItemInput, context);
  if (operation === 'UpdateItem') return prepareUpdate(input as UpdateItemInput, context);
  if (operation !== 'DeleteItem') return prepareUnstampedWrite(request);
  const remove = input as DeleteItemInput;
  // Asked for what no delete returns, DynamoDB refuses it; its transaction might be asked for less, or fail otherwise.
  const asked = [remove.ReturnValues, remove.ReturnValuesOnConditionCheckFailure];
  const isSound = asked.every((what = 'NONE') => what === 'NONE' || what === 'ALL_OLD');
  const isBuried = context.tombstones !== undefined && isSound;
  return isBuried ? prepareTombstonedDelete(remove, context) : prepareDelete(remove, context);
}

function preparePut(input: PutItemInput, context: WriteContext): PreparedWrite {
  const { request, asksOld } = stampPut(input, context.stamping);
  return single('PutItem', input, request, {
    asksOld,
    context,
    ownAnswer: () => ({}),
  });
}

function prepareUpdate(input: UpdateItemInput, context: WriteContext): PreparedWrite {
  const { request, asksOld, removesOnly } = stampUpdate(input, context.stamping);
  if (removesOnly && context.notes.absent === true) return prepareAbsentUpdate(input, context);
  return single('UpdateItem', input, request, {
    asksOld,
    context,
    ownAnswer: (item) =>
      input.ReturnValues === 'ALL_NEW' ? { Attributes: stripItem(item, context.stamping.attribute) } : {},
    noItem: removesOnly ? { verdict: 'again', notes: { ...context.notes, absent: true } } : undefined,
  });
}

function prepareDelete(input: DeleteItemInput, context: WriteContext): PreparedWrite {
  const { request, asksOld } = fenceKeyed(input, context.stamping);
  return single('DeleteItem', input, request, { asksOld, context, ownAnswer: () => ({}) });
}

interface SingleFacts {
  readonly asksOld: boolean;
  readonly context: WriteContext;
  /** The answer that a write would have had whose stamp the item bears. */
  readonly ownAnswer: (item: Item) => object;
  /** What a refusal without an old item means, where not the caller's own condition. */
  readonly noItem?: WriteRefusal | undefined;
}

function single(
  operation: string,
  input: object,
  stamped: object,
  { asksOld, context, ownAnswer, noItem }: SingleFacts,
): PreparedWrite {
  const { attribute } = context.stamping;
  return {
    step: 'send',
    request: { operation, input: stamped },
    own: true,
    repeatable: () => repeatableOf({ operation, input }),
    toAnswer: (output) => stripAnswer(operation, input, output, { attribute, isStamped: everyTable }),
    readRefusal: (error) => {
      const item = oldItemOf(error);
      if (item === undefined && noItem !== undefined) return noItem;
      const verdict = refusedBy(item, context);
      if (verdict === 'fence') return { verdict: 'stale' };
      if (verdict === 'own' && item !== undefined) return { verdict: 'own', output: ownAnswer(item) };
      return { verdict: 'caller', error: withoutOldItem(error, asksOld, attribute) };
    },
  };
}

/** Only writes to stamped tables come this far. */
function everyTable(): boolean {
  return true;
}
