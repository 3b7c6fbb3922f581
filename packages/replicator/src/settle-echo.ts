import { encodeVersion } from '@understudy/versions';
import { buryItem } from './bury-item.ts';
import type { LinkContext } from './link-context.ts';
import type { Echo } from './types.ts';

/**
 * A copy that replication wrote at the source, and that lies under a tombstone there: it landed late, and is removed
 * with the mark (docs/decisions/0002-late-applies.md). `true` where it still stood.
 * Condition: that of mark-under-tombstone.ts with the tombstone's own version, for stamped items alone.
 */
export async function settleEcho(
  { key, under }: Echo,
  { clients, table }: Pick<LinkContext, 'clients' | 'table'>,
): Promise<boolean> {
  return buryItem(
    clients.source,
    { key, version: under, below: encodeVersion(under), unstampedToo: false },
    table,
  );
}
