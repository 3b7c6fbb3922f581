import { encodeVersion } from '@understudy/versions';
import { deleteCopyBelowTombstone, deleteBelowTombstone } from './delete-below-tombstone.ts';
import type { LinkContext } from '../link-context.ts';
import type { ReplicatedCopy } from '../types.ts';

/**
 * A copy that replication wrote at the source, and that lies under a tombstone there: it landed late, and is removed
 * with the mark (docs/decisions/0002-late-applies.md), and so is what a backfill has brought of it to the target. `true`
 * where it still stood.
 * Condition: that of mark-under-tombstone.ts with the tombstone's own version, for stamped items alone.
 */
export async function removeReplicatedCopy(
  { key, under }: ReplicatedCopy,
  context: Pick<LinkContext, 'clients' | 'table' | 'writes'>,
): Promise<boolean> {
  const { clients, table } = context;
  const removal = { key, version: under, below: encodeVersion(under), unstampedToo: false };
  const stood = await deleteBelowTombstone(clients.source, removal, table);
  await deleteCopyBelowTombstone(clients.guarded, removal, context);
  return stood;
}
