import {
  DeleteItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type TransactWriteItem,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { isConditionFailure, refusedConditions } from '../adapters/classify-failure.ts';
import type { Conflict } from './resolve-conflict.ts';
import { deleteGuarded } from './delete-guarded.ts';
import { deletePlain } from './delete-plain.ts';
import { leaveTombstone } from './leave-tombstone.ts';
import { markGuarded } from './mark-guarded.ts';
import { markPlain } from './mark-plain.ts';
import type { TargetTable } from './target-table.ts';
import type { RegionClient, RemoveChange } from '../types.ts';

/** A removal that was overtaken between its two halves: nothing stands refused, it is to be tried once more. */
const OVERTAKEN: Conflict = {};

/**
 * Step 4 for a removal, as two conditional requests: the mark, then the delete. `undefined`: the item is gone, or was
 * not there; else what refused it.
 */
export async function removeByRequests(
  client: RegionClient,
  change: RemoveChange,
  table: TargetTable,
): Promise<Conflict | undefined> {
  try {
    await client.send(new UpdateItemCommand(markPlain(change, table)));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const { Item: item } = error as { Item?: Item };
    return item === undefined ? undefined : { item };
  }
  try {
    await client.send(new DeleteItemCommand(deletePlain(change, table)));
    return undefined;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return OVERTAKEN;
  }
}

/**
 * Step 4 for a removal, as two transactions that mind the tombstone and leave one, also where nothing is to be
 * deleted. `suspect`, where given, is written along. `undefined`: done; else what refused it.
 */
export async function removeByTransactions(
  client: RegionClient,
  change: RemoveChange,
  table: TargetTable,
  wallMs: number,
  suspect?: TransactWriteItem,
): Promise<Conflict | undefined> {
  const refused = await transact(client, markGuarded(change, table));
  if (refused === undefined) {
    return (await transact(client, deleteGuarded(change, table, wallMs, suspect))) === undefined
      ? undefined
      : OVERTAKEN;
  }
  if (refused.tombstone !== undefined || refused.item !== undefined) return refused;
  return (await transact(client, leaveTombstone(change, table, wallMs, suspect))) === undefined
    ? undefined
    : OVERTAKEN;
}

/** The item and the tombstone are the first two of every such transaction. */
async function transact(
  client: RegionClient,
  input: TransactWriteItemsCommandInput,
): Promise<Conflict | undefined> {
  try {
    await client.send(new TransactWriteItemsCommand(input));
    return undefined;
  } catch (error) {
    const reasons = refusedConditions(error);
    if (reasons === undefined) throw error;
    return { item: reasons[0]?.item as Item | undefined, tombstone: reasons[1]?.item as Item | undefined };
  }
}
