import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { putTombstone } from '@understudy/versions';
import type { RegionClient } from '../types.ts';
import type { LeftBehind } from './delete-marked-item.ts';
import type { Removal } from './mark-item.ts';
import { sendTransaction } from './send-transaction.ts';
import type { TargetTable } from './target-table.ts';
import { tombstoneOf } from './tombstone-of.ts';

/**
 * A replicated delete that found no item, while a region is merging, or may be. `false`: a condition refused it.
 * Conditions: the item is still absent, and no later tombstone is in the new one's place.
 */
export async function leaveTombstone(
  client: RegionClient,
  removal: Removal,
  table: TargetTable,
  left: LeftBehind,
): Promise<boolean> {
  return (await sendTransaction(client, request(removal, table, left))) === undefined;
}

function request(
  removal: Removal,
  target: TargetTable,
  { wallMs, suspect }: LeftBehind,
): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      {
        ConditionCheck: {
          TableName: target.table,
          Key: { ...removal.key },
          ConditionExpression: 'attribute_not_exists(#k)',
          ExpressionAttributeNames: { '#k': target.partitionKey },
        },
      },
      { Put: putTombstone(tombstoneOf(removal, target, wallMs)) },
      ...(suspect === undefined ? [] : [suspect]),
    ],
  };
}
