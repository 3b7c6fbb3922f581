import type { BatchWriteItemInput, DeleteItemInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import { isKey, tableNameOf } from '@understudy/versions';
import { prepareBatch } from './prepare-batch.ts';
import { prepareProbe } from './prepare-probe.ts';
import { prepareSingleWrite } from './prepare-single-write.ts';
import { prepareTombstonedDelete } from './prepare-tombstoned-delete.ts';
import { prepareTransaction } from './prepare-transaction.ts';
import { prepareUnstampedWrite } from './prepare-unstamped-write.ts';
import type { PreparedWrite } from './prepared-write.ts';
import type { WireRequest } from './types.ts';
import type { WriteContext } from './write-context.ts';

/**
 * The write as the next attempt sends it, with the stamp, the fence and the tombstones of its context. Writes to tables
 * that are not stamped are sent unchanged.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_TRANSACTION_TOO_LARGE`; BatchMustSplit
 */
export function prepareWrite(request: WireRequest, context: WriteContext): PreparedWrite {
  const { operation, input } = request;
  const { probe } = context.notes;
  if (probe !== undefined) return prepareProbe(request, context, probe);
  if (operation === 'TransactWriteItems')
    return prepareTransaction(input as TransactWriteItemsInput, context);
  if (operation === 'BatchWriteItem') return prepareBatch(input as BatchWriteItemInput, context);
  const { TableName: table } = input as { TableName?: unknown };
  if (typeof table !== 'string' || !context.isStamped(tableNameOf(table)))
    return prepareUnstampedWrite(request);
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
      return prepareSingleWrite({ operation, input }, context);
    case 'DeleteItem': {
      const leavesTombstone = context.tombstones !== undefined && isTombstoned(input as DeleteItemInput);
      return leavesTombstone
        ? prepareTombstonedDelete(input as DeleteItemInput, context)
        : prepareSingleWrite({ operation, input }, context);
    }
    default:
      return prepareUnstampedWrite(request);
  }
}

/**
 * Whether a transaction with a tombstone may take the delete's place: not where DynamoDB refuses the delete for its key or
 * for return values that no delete has, since the transaction might not be refused.
 */
function isTombstoned(input: DeleteItemInput): boolean {
  const { ReturnValues, ReturnValuesOnConditionCheckFailure } = input;
  const isValid = [ReturnValues, ReturnValuesOnConditionCheckFailure].every(
    (what = 'NONE') => what === 'NONE' || what === 'ALL_OLD',
  );
  return isValid && isKey(input.Key ?? {});
}
