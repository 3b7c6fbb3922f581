import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { isConditionFailure, refusedConditions } from '../adapters/classify-failure.ts';
import type { Conflict } from './resolve-conflict.ts';
import { PUT_GUARDED, putGuarded } from './put-guarded.ts';
import { putPlain } from './put-plain.ts';
import type { TargetTable } from './target-table.ts';
import type { PutChange, RegionClient } from '../types.ts';

/** Step 4 for a put, as one conditional request. `undefined`: applied; else what refused it. */
export async function putByRequest(
  client: RegionClient,
  change: PutChange,
  table: TargetTable,
): Promise<Conflict | undefined> {
  try {
    await client.send(new PutItemCommand(putPlain(change, table)));
    return undefined;
  } catch (error) {
    if (isConditionFailure(error)) return { item: (error as { Item?: Item }).Item };
    throw error;
  }
}

/** Step 4 for a put, as a transaction that minds the tombstone. `undefined`: applied; else what refused it. */
export async function putByTransaction(
  client: RegionClient,
  change: PutChange,
  table: TargetTable,
): Promise<Conflict | undefined> {
  try {
    await client.send(new TransactWriteItemsCommand(putGuarded(change, table)));
    return undefined;
  } catch (error) {
    const reasons = refusedConditions(error);
    if (reasons === undefined) throw error;
    return {
      item: reasons[PUT_GUARDED.item]?.item as Item | undefined,
      tombstone: reasons[PUT_GUARDED.tombstone]?.item as Item | undefined,
    };
  }
}
