import {
  UpdateItemCommand,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { checkTombstone, markedStamp, type Item } from '@understudy/versions';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { Mode, RegionClient, RemoveChange } from '../types.ts';
import type { Conflict } from './resolve-conflict.ts';
import { sendTransaction } from './send-transaction.ts';
import type { TargetTable } from './target-table.ts';

/** A removal, as far as its requests need it. */
export type Removal = Pick<RemoveChange, 'key' | 'version' | 'versionText'>;

/**
 * The first half of a replicated delete: the stamp gets the mark, so that the REMOVE that follows shows in the target's
 * stream who made it. `undefined`: marked; otherwise what refused it, nothing where the item is absent.
 * Conditions: the target's item is there, and has no stamp, an older one, or this same mark (of an earlier attempt);
 * and, guarded, no tombstone of the key at the target has a later version.
 */
export async function markItem(
  client: RegionClient,
  removal: Removal,
  table: TargetTable,
  mode: Mode,
): Promise<Conflict | undefined> {
  if (mode === 'guarded') return sendTransaction(client, guarded(removal, table));
  try {
    await client.send(new UpdateItemCommand(markRequest(removal, table)));
    return undefined;
  } catch (error) {
    if (isConditionFailure(error)) return { item: (error as { Item?: Item }).Item };
    throw error;
  }
}

/** The mark's request, with its condition. */
export function markRequest({ key, version, versionText }: Removal, target: TargetTable) {
  const { table, partitionKey, stampAttribute } = target;
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression:
      'attribute_exists(#k) AND (attribute_not_exists(#v) OR #v < :version OR #v = :marked)',
    ExpressionAttributeNames: { '#k': partitionKey, '#v': stampAttribute },
    ExpressionAttributeValues: { ':version': { S: versionText }, ':marked': { S: markedStamp(version) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const satisfies UpdateItemCommandInput;
}

function guarded(removal: Removal, target: TargetTable): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { Update: markRequest(removal, target) },
      {
        ConditionCheck: checkTombstone({ table: target.table, key: removal.key }, removal.versionText, {
          orTheSame: true,
        }),
      },
    ],
  };
}
