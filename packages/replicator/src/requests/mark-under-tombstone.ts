import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { markedStamp, type Item, type Version } from '@understudy/versions';
import type { TargetTable } from './target-table.ts';

export interface UnderTombstone {
  readonly key: Item;
  /** The tombstone's. */
  readonly version: Version;
  /** What an item's stamp is below when it lies under the tombstone: an epoch's floor, or the tombstone's version. */
  readonly below: string;
  /** Whether an item without a stamp lies under it too. */
  readonly unstampedToo: boolean;
}

/**
 * The first half of removing an item that lies under a tombstone (steps 3 and 5): its stamp gets the tombstone's
 * version with the mark.
 * Condition: the item is there, and bears a stamp below `below`, this very mark, or (`unstampedToo`) none.
 */
export function markUnderTombstone(
  { key, version, below, unstampedToo }: UnderTombstone,
  { table, partitionKey, stampAttribute }: TargetTable,
) {
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression: `attribute_exists(#k) AND (${unstampedToo ? 'attribute_not_exists(#v) OR ' : ''}#v < :below OR #v = :marked)`,
    ExpressionAttributeNames: { '#k': partitionKey, '#v': stampAttribute },
    ExpressionAttributeValues: { ':below': { S: below }, ':marked': { S: markedStamp(version) } },
  } as const satisfies UpdateItemCommandInput;
}
