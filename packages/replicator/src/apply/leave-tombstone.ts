import type { TransactWriteItem, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import type { RemoveChange } from '../types.ts';
import type { TargetTable } from './target-table.ts';
import { putTombstone } from '@understudy/versions';
import { tombstoneOf } from './tombstone-of.ts';

/** The places of the transaction's items among its cancellation reasons. */
export const LEAVE_TOMBSTONE = { item: 0, tombstone: 1 } as const;

/**
 * A replicated delete that found nothing to delete, while a region is merging, or may be.
 * Conditions: the item is still absent, and no later tombstone stands in the new one's place.
 */
export function leaveTombstone(
  change: Pick<RemoveChange, 'key' | 'version' | 'versionText'>,
  target: TargetTable,
  wallMs: number,
  suspect?: TransactWriteItem,
): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      {
        ConditionCheck: {
          TableName: target.table,
          Key: { ...change.key },
          ConditionExpression: 'attribute_not_exists(#k)',
          ExpressionAttributeNames: { '#k': target.partitionKey },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      { Put: putTombstone(tombstoneOf(change, target, wallMs)) },
      ...(suspect === undefined ? [] : [suspect]),
    ],
  };
}
