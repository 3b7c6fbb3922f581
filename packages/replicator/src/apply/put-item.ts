import {
  PutItemCommand,
  type PutItemCommandInput,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { checkTombstone, replicatedStamp, type Item } from '@understudy/versions';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { Mode, PutChange, RegionClient } from '../types.ts';
import type { Conflict } from './resolve-conflict.ts';
import { sendTransaction } from './send-transaction.ts';
import type { TargetTable } from './target-table.ts';

/**
 * Step 4 for a put: the copy with the record's version as its stamp. `plain`: one request; `guarded`: a transaction
 * that checks the tombstone too. `undefined`: applied; otherwise what refused it.
 * Conditions: the target's item is absent, has no stamp, or an older one; and, guarded, no tombstone of the key at the
 * target has this version or a later one.
 */
export async function putItem(
  client: RegionClient,
  change: PutChange,
  table: TargetTable,
  mode: Mode,
): Promise<Conflict | undefined> {
  if (mode === 'guarded') return sendTransaction(client, guarded(change, table));
  try {
    await client.send(new PutItemCommand(plain(change, table)));
    return undefined;
  } catch (error) {
    if (isConditionFailure(error)) return { item: (error as { Item?: Item }).Item };
    throw error;
  }
}

function plain(
  { image, version, versionText }: PutChange,
  { table, stampAttribute }: TargetTable,
): PutItemCommandInput {
  return {
    TableName: table,
    Item: { ...image, [stampAttribute]: { S: replicatedStamp(version) } },
    ConditionExpression: 'attribute_not_exists(#v) OR #v < :version',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':version': { S: versionText } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

function guarded(change: PutChange, target: TargetTable): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { Put: plain(change, target) },
      { ConditionCheck: checkTombstone({ table: target.table, key: change.key }, change.versionText) },
    ],
  };
}
