import { DeleteItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { decodeStamp, encodeVersion, stampOf, type Item } from '@understudy/versions';
import { isConditionFailure, refusedConditions } from '../adapters/classify-failure.ts';
import type { LinkContext } from '../link-context.ts';
import { deleteGuarded } from './delete-guarded.ts';
import { deletePlain } from './delete-plain.ts';
import { markUnderTombstone, takeOverMark, type UnderTombstone } from './mark-under-tombstone.ts';
import type { TargetTable } from './target-table.ts';
import type { RegionClient } from '../types.ts';

export interface DeleteBelowTombstone extends UnderTombstone {
  /** Given where the tombstone came from the other region, to be left here as well: wall time in ms, for its time to live. */
  readonly leaveTombstoneMs?: number;
}

/**
 * Removes, with the mark, the item that lies under a tombstone (steps 3 and 5). `false` where none lies there, or one
 * that is not older; conditions: those of mark-under-tombstone.ts and delete-plain.ts or delete-guarded.ts.
 */
export async function deleteBelowTombstone(
  client: RegionClient,
  removal: DeleteBelowTombstone,
  table: TargetTable,
): Promise<boolean> {
  const { key, version, leaveTombstoneMs } = removal;
  if (!(await mark(client, removal, table))) return false;
  if (leaveTombstoneMs !== undefined) {
    const change = { key, version, versionText: encodeVersion(version) };
    try {
      await client.send(new TransactWriteItemsCommand(deleteGuarded(change, table, leaveTombstoneMs)));
      return true;
    } catch (error) {
      if (refusedConditions(error) === undefined) throw error;
      // A later tombstone stands there already, which will do; or the item was written anew, which deletePlain minds.
    }
  }
  try {
    await client.send(new DeleteItemCommand(deletePlain({ key, version }, table)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/**
 * Whether the item bears the mark now. A mark of another version stands where whoever set it died before the second half: the
 * item is to go by that one too, and nobody else may come back to it, so it is taken over.
 */
async function mark(
  client: RegionClient,
  removal: DeleteBelowTombstone,
  table: TargetTable,
): Promise<boolean> {
  const input = markUnderTombstone(removal, table);
  try {
    await client.send(new UpdateItemCommand(input));
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const standing = stampOf((error as { Item?: Item }).Item, table.stampAttribute);
    if (standing === undefined || !isMarked(standing)) return false;
    return takeOver(client, removal, standing, table);
  }
}

/** A stamp that is none of ours is for the link that reads it to park. */
function isMarked(stamp: string): boolean {
  try {
    return decodeStamp(stamp).marked;
  } catch {
    return false;
  }
}

async function takeOver(
  client: RegionClient,
  { key, version }: DeleteBelowTombstone,
  standing: string,
  table: TargetTable,
): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(takeOverMark({ key, version, standing }, table)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/**
 * Removes, with the mark, a copy of an item whose delete is `version` and which a late request had put back in the other
 * region for a time: a backfill may have found it there and brought it here. What applications wrote here stays.
 */
export async function deleteCopyBelowTombstone(
  client: RegionClient,
  { key, version }: Pick<DeleteBelowTombstone, 'key' | 'version'>,
  { writes, table }: Pick<LinkContext, 'writes' | 'table'>,
): Promise<void> {
  // A foreign write leaves the stamp of what stood there before: nothing tells it from the copy.
  if (writes === 'foreign') return;
  const below = encodeVersion(version);
  await deleteBelowTombstone(client, { key, version, below, unstampedToo: false, sparesNative: true }, table);
}
