import { encodeVersion } from '@understudy/versions';
import type { LinkContext } from '../link-context.ts';
import type { RegionClient } from '../types.ts';
import { isItemTooLarge } from '../adapters/classify-failure.ts';
import { deleteMarkedItem } from './delete-marked-item.ts';
import { deleteBelowStoredTombstone, deleteUnmarkedItem } from './delete-unmarked-item.ts';
import { markBelowRequest, markBelowTombstone, type BelowTombstone } from './mark-below-tombstone.ts';
import type { TargetTable } from './target-table.ts';

export interface DeleteBelowTombstone extends BelowTombstone {
  /** Given where the tombstone came from the other region and is left here too: wall time in ms, for its time to live. */
  readonly leaveTombstoneMs?: number;
}

/**
 * Removes, with the mark, the item below a tombstone (steps 3 and 5). `false`: the key has no item, or a newer one.
 * Conditions: those of mark-below-tombstone.ts and delete-marked-item.ts, or, where the item has no space for the mark,
 * delete-unmarked-item.ts.
 */
export async function deleteBelowTombstone(
  client: RegionClient,
  item: DeleteBelowTombstone,
  table: TargetTable,
): Promise<boolean> {
  const { key, version, leaveTombstoneMs } = item;
  const removal = { key, version, versionText: encodeVersion(version) };
  try {
    if (!(await markBelowTombstone(client, item, table))) return false;
  } catch (error) {
    if (!isItemTooLarge(error)) throw error;
    const mark = markBelowRequest(item, table);
    return leaveTombstoneMs === undefined
      ? deleteBelowStoredTombstone(client, mark)
      : deleteUnmarkedItem(client, mark, removal, table, { wallMs: leaveTombstoneMs });
  }
  if (leaveTombstoneMs !== undefined) {
    const left = { wallMs: leaveTombstoneMs };
    if (await deleteMarkedItem(client, removal, table, left)) return true;
    // A later tombstone is there already, which serves as well; or the item was written again, which the next checks.
  }
  return deleteMarkedItem(client, removal, table);
}

/**
 * Removes, with the mark, a copy of an item whose delete is `version` and which a late request had put back in the
 * other region for a time: a backfill may have found it there and copied it here. What applications wrote here stays.
 */
export async function deleteCopyBelowTombstone(
  client: RegionClient,
  { key, version }: Pick<BelowTombstone, 'key' | 'version'>,
  { writes, table }: Pick<LinkContext, 'writes' | 'table'>,
): Promise<void> {
  // A foreign write leaves the earlier item's stamp in place: nothing tells it from the copy.
  if (writes === 'foreign') return;
  const below = encodeVersion(version);
  await deleteBelowTombstone(client, { key, version, below, unstampedToo: false, sparesNative: true }, table);
}
