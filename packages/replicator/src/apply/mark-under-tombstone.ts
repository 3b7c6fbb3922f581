import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { encodeVersion, markedStamp, type Item, type Version } from '@understudy/versions';
import type { TargetTable } from './target-table.ts';

export interface UnderTombstone {
  readonly key: Item;
  /** The tombstone's. */
  readonly version: Version;
  /** What an item's stamp is below when it lies under the tombstone: an epoch's floor, or the tombstone's version. */
  readonly below: string;
  /** Whether an item without a stamp lies under it too. */
  readonly unstampedToo: boolean;
  /**
   * In the region that the tombstone's version is of: an item that an application wrote there in the same epoch stays.
   * Its stamp has no sequence yet, so that nothing tells it from one of before the delete.
   */
  readonly sparesNative?: boolean;
}

/**
 * The first half of removing an item that lies under a tombstone (steps 3 and 5): its stamp gets the tombstone's
 * version with the mark.
 * Condition: the item is there, and bears a stamp below `below` (but see `sparesNative`), this very mark, or
 * (`unstampedToo`) none.
 */
export function markUnderTombstone(
  { key, version, below, unstampedToo, sparesNative = false }: UnderTombstone,
  { table, partitionKey, stampAttribute }: TargetTable,
) {
  const older = sparesNative ? '(#v < :below AND NOT begins_with(#v, :native))' : '#v < :below';
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression: `attribute_exists(#k) AND (${unstampedToo ? 'attribute_not_exists(#v) OR ' : ''}${older} OR #v = :marked)`,
    ExpressionAttributeNames: { '#k': partitionKey, '#v': stampAttribute },
    ExpressionAttributeValues: {
      ':below': { S: below },
      ':marked': { S: markedStamp(version) },
      ...(sparesNative ? { ':native': { S: encodeVersion({ ...version, sequence: '0' }) } } : {}),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const satisfies UpdateItemCommandInput;
}

/** The tombstone's mark in the place of another one. Condition: the item still bears that one, `standing`. */
export function takeOverMark(
  { key, version, standing }: Pick<UnderTombstone, 'key' | 'version'> & { readonly standing: string },
  { table, stampAttribute }: TargetTable,
) {
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression: '#v = :standing',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':standing': { S: standing }, ':marked': { S: markedStamp(version) } },
  } as const satisfies UpdateItemCommandInput;
}
