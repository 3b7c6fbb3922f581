import {
  incompleteMember,
  itemSize,
  MOST_ITEM_BYTES,
  replicatedStamp,
  stampOf,
  type Item,
} from '@understudy/versions';

/** As long as every stamp that replication writes. */
const STAMP_LENGTH = replicatedStamp({ epoch: 0, region: 'us-east-1', sequence: '0' }).length;

/**
 * Whether an item has no stamp and no space for one: it can't be copied to the other region as it is. Nothing is known of
 * one that lost a member in decoding.
 */
export function isFull(item: Item, stampAttribute: string): boolean {
  if (incompleteMember(item) !== undefined || stampOf(item, stampAttribute) !== undefined) return false;
  return itemSize(item) + stampAttribute.length + STAMP_LENGTH > MOST_ITEM_BYTES;
}
