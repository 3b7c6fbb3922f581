import { isItemTooLarge } from '../adapters/classify-failure.ts';
import type { Mode, RegionClient } from '../types.ts';
import { deleteMarkedItem, type LeftBehind } from './delete-marked-item.ts';
import { deleteUnmarkedItem } from './delete-unmarked-item.ts';
import { leaveTombstone } from './leave-tombstone.ts';
import { markItem, markRequest, type Removal } from './mark-item.ts';
import type { Conflict } from './resolve-conflict.ts';
import type { TargetTable } from './target-table.ts';

/** Another write came between the two halves of the removal: nothing explains the refusal, so it is tried again. */
const OVERTAKEN: Conflict = {};

/**
 * Step 4 for a removal: the mark, then the delete. `plain`: two conditional requests; `guarded`: two transactions that
 * check the tombstone and leave one, even where the target has no item. An item without space for the mark is deleted
 * at once, with a tombstone in either mode.
 * `undefined`: the item is gone, or was not there; otherwise what refused it.
 * Conditions: those of mark-item.ts, delete-marked-item.ts, delete-unmarked-item.ts and leave-tombstone.ts.
 */
export async function removeItem(
  client: RegionClient,
  removal: Removal,
  table: TargetTable,
  mode: Mode,
  behind: LeftBehind,
): Promise<Conflict | undefined> {
  const left = mode === 'guarded' ? behind : undefined;
  let refused: Conflict | undefined;
  try {
    refused = await markItem(client, removal, table, mode);
  } catch (error) {
    if (!isItemTooLarge(error)) throw error;
    const mark = markRequest(removal, table);
    return (await deleteUnmarkedItem(client, mark, removal, table, behind)) ? undefined : OVERTAKEN;
  }
  if (refused === undefined) {
    return (await deleteMarkedItem(client, removal, table, left)) ? undefined : OVERTAKEN;
  }
  if (refused.tombstone !== undefined || refused.item !== undefined) return refused;
  if (left === undefined) return undefined;
  return (await leaveTombstone(client, removal, table, left)) ? undefined : OVERTAKEN;
}
