import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { putTombstone } from '@understudy/versions';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { RegionClient } from '../types.ts';
import type { LeftBehind } from './delete-marked-item.ts';
import type { Removal } from './mark-item.ts';
import { sendTransaction } from './send-transaction.ts';
import type { TargetTable } from './target-table.ts';
import { tombstoneOf } from './tombstone-of.ts';

/**
 * A replicated delete of an item that has no space for the mark: the item goes at once, and the tombstone that is left
 * tells the link the other way who did it (classify/is-unmarked-removal.ts; docs/reasoning/decisions/0019-parked-records.md).
 * `false`: a condition refused it.
 * Conditions: the mark's own; and no later tombstone is in the new one's place.
 */
export async function deleteUnmarkedItem(
  client: RegionClient,
  mark: UpdateItemCommandInput,
  removal: Removal,
  table: TargetTable,
  { wallMs, suspect }: LeftBehind,
): Promise<boolean> {
  const refused = await sendTransaction(client, {
    TransactItems: [
      { Delete: conditionsOf(mark) },
      { Put: putTombstone(tombstoneOf(removal, table, wallMs)) },
      ...(suspect === undefined ? [] : [suspect]),
    ],
  });
  return refused === undefined;
}

/** The same where the tombstone is there already. `false`: the mark's condition refused it. */
export async function deleteBelowStoredTombstone(
  client: RegionClient,
  mark: UpdateItemCommandInput,
): Promise<boolean> {
  try {
    await client.send(new DeleteItemCommand(conditionsOf(mark)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Every mark names all its values in its condition, as DynamoDB demands of a delete too. */
function conditionsOf({
  TableName,
  Key,
  ConditionExpression,
  ExpressionAttributeNames,
  ExpressionAttributeValues,
}: UpdateItemCommandInput): DeleteItemCommandInput {
  return { TableName, Key, ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues };
}
