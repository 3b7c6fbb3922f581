import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { markedStamp, putTombstone } from '@understudy/versions';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { RegionClient } from '../types.ts';
import type { Removal } from './mark-item.ts';
import { sendTransaction } from './send-transaction.ts';
import type { TargetTable } from './target-table.ts';
import { tombstoneOf } from './tombstone-of.ts';

/** What a guarded delete leaves behind. */
export interface LeftBehind {
  /** Wall time in ms from which the tombstone's time to live counts. */
  readonly wallMs: number;
  /** Written in the same transaction: see late-applies.ts. */
  readonly suspect?: TransactWriteItem | undefined;
}

/**
 * The second half of a replicated delete: one request, or, where something is left behind, a transaction that writes
 * the tombstone too. `false`: a condition refused it.
 * Conditions: the item still has the mark that the first half set; and no later tombstone is in the new one's place.
 */
export async function deleteMarkedItem(
  client: RegionClient,
  removal: Removal,
  table: TargetTable,
  left?: LeftBehind,
): Promise<boolean> {
  if (left !== undefined) {
    return (await sendTransaction(client, guarded(removal, table, left))) === undefined;
  }
  try {
    await client.send(new DeleteItemCommand(plain(removal, table)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

function plain({ key, version }: Removal, { table, stampAttribute }: TargetTable) {
  return {
    TableName: table,
    Key: { ...key },
    ConditionExpression: '#v = :marked',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':marked': { S: markedStamp(version) } },
  } as const satisfies DeleteItemCommandInput;
}

function guarded(removal: Removal, target: TargetTable, { wallMs, suspect }: LeftBehind) {
  return {
    TransactItems: [
      { Delete: plain(removal, target) },
      { Put: putTombstone(tombstoneOf(removal, target, wallMs)) },
      ...(suspect === undefined ? [] : [suspect]),
    ],
  };
}
