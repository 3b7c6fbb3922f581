import type { RegionClient } from '../types.ts';
import { deleteMarkedItem, type LeftBehind } from './delete-marked-item.ts';
import { leaveTombstone } from './leave-tombstone.ts';
import { markItem, type Removal } from './mark-item.ts';
import type { Conflict } from './resolve-conflict.ts';
import type { TargetTable } from './target-table.ts';

/** Another write came between the two halves of the removal: nothing explains the refusal, so it is tried again. */
const OVERTAKEN: Conflict = {};

/**
 * Step 4 for a removal: the mark, then the delete. Without `left` it is two conditional requests; with `left` two
 * transactions that check the tombstone and leave one, even where the target has no item.
 * `undefined`: the item is gone, or was not there; otherwise what refused it.
 * Conditions: those of mark-item.ts, delete-marked-item.ts and leave-tombstone.ts.
 */
export async function removeItem(
  client: RegionClient,
  removal: Removal,
  table: TargetTable,
  left?: LeftBehind,
): Promise<Conflict | undefined> {
  const refused = await markItem(client, removal, table, left === undefined ? 'plain' : 'guarded');
  if (refused === undefined) {
    return (await deleteMarkedItem(client, removal, table, left)) ? undefined : OVERTAKEN;
  }
  if (refused.tombstone !== undefined || refused.item !== undefined) return refused;
  if (left === undefined) return undefined;
  return (await leaveTombstone(client, removal, table, left)) ? undefined : OVERTAKEN;
}
