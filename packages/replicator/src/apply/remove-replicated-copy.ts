import { encodeVersion } from '@understudy/versions';
import type { LinkContext } from '../link-context.ts';
import type { ReplicatedCopy } from '../types.ts';
import { deleteBelowTombstone, deleteCopyBelowTombstone } from './delete-below-tombstone.ts';

/**
 * A copy that replication wrote at the source below a tombstone there: it was applied late, and is removed with the mark
 * (docs/reasoning/decisions/0002-late-applies.md), and so is what a backfill has copied of it to the target. `true` where it was
 * still there.
 * Condition: that of mark-below-tombstone.ts with the tombstone's own version, for stamped items alone.
 */
export async function removeReplicatedCopy(
  { key, under }: ReplicatedCopy,
  context: Pick<LinkContext, 'clients' | 'table' | 'writes'>,
): Promise<boolean> {
  const { clients, table } = context;
  const below = encodeVersion(under);
  const removed = await deleteBelowTombstone(
    clients.source,
    { key, version: under, below, unstampedToo: false },
    table,
  );
  await deleteCopyBelowTombstone(clients.guarded, { key, version: under }, context);
  return removed;
}
