import {
  encodeVersion,
  incompleteMember,
  itemSize,
  markedStamp,
  MOST_ITEM_BYTES,
  stampOf,
  type Item,
  type Version,
} from '@understudy/versions';

/** DynamoDB's counting of numbers is only described as approximate: an item this near to the limit may have had no space. */
const MARGIN_BYTES = 1_024;

export interface UnmarkedRemoval {
  readonly oldImage: Item | undefined;
  /** The source's own tombstone of the key, read after the record was. */
  readonly tombstone: Version | undefined;
  readonly source: string;
  readonly sourceIsWriter: boolean;
  readonly stampAttribute: string;
}

/**
 * Whether replication made a removal without the mark, for which the item had no space: it lies below the tombstone that
 * such a delete leaves. While the source is the writer, its applications may have removed it themselves; taken for
 * theirs, it does no harm (docs/reasoning/decisions/0019-parked-records.md).
 */
export function isUnmarkedRemoval({
  oldImage,
  tombstone,
  source,
  sourceIsWriter,
  stampAttribute,
}: UnmarkedRemoval): boolean {
  if (sourceIsWriter || oldImage === undefined || tombstone === undefined) return false;
  if (tombstone.region === source || incompleteMember(oldImage) !== undefined) return false;
  const stamp = stampOf(oldImage, stampAttribute);
  if (stamp !== undefined && stamp >= encodeVersion(tombstone)) return false;
  return itemSize(oldImage) + markBytes(stampAttribute, stamp, tombstone) > MOST_ITEM_BYTES - MARGIN_BYTES;
}

/** What the mark would have added. */
function markBytes(stampAttribute: string, stamp: string | undefined, tombstone: Version): number {
  const mark = markedStamp(tombstone).length;
  return stamp === undefined ? stampAttribute.length + mark : Math.max(0, mark - stamp.length);
}
