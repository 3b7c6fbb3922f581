import { UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import {
  decodeStamp,
  encodeVersion,
  markedStamp,
  stampOf,
  type Item,
  type Version,
} from '@understudy/versions';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { RegionClient } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/** An item that a tombstone outranks. */
export interface BelowTombstone {
  readonly key: Item;
  /** The tombstone's. */
  readonly version: Version;
  /** An item lies below the tombstone when its stamp is below this text: an epoch's lowest, or the tombstone's version. */
  readonly below: string;
  /** Whether an item without a stamp lies below it too. */
  readonly unstampedToo: boolean;
  /**
   * In the region that the tombstone's version is of: an item that an application wrote there in the same epoch stays.
   * Its stamp has no sequence yet, so nothing tells it from one of before the delete.
   */
  readonly sparesNative?: boolean;
}

/**
 * The first half of removing an item below a tombstone (steps 3 and 5): its stamp gets the tombstone's version with the
 * mark. `false`: the condition refused it.
 * Condition: the item is there, and has a stamp below `below` (but see `sparesNative`), this same mark, or
 * (`unstampedToo`) none. The mark of another version is taken over: its writer died before its second half, that one
 * would remove the item too, and nothing else completes it.
 */
export async function markBelowTombstone(
  client: RegionClient,
  item: BelowTombstone,
  table: TargetTable,
): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(markBelowRequest(item, table)));
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const standing = stampOf((error as { Item?: Item }).Item, table.stampAttribute);
    if (standing === undefined || !isMarked(standing)) return false;
    return takeOverMark(client, item, standing, table);
  }
}

/** The mark's request, with its condition. */
export function markBelowRequest(
  { key, version, below, unstampedToo, sparesNative = false }: BelowTombstone,
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

/** A stamp that is not Understudy's is parked by the link that reads it. */
function isMarked(stamp: string): boolean {
  try {
    return decodeStamp(stamp).marked;
  } catch {
    return false;
  }
}

/** Condition: the item still has the mark `standing`. */
async function takeOverMark(
  client: RegionClient,
  { key, version }: BelowTombstone,
  standing: string,
  { table, stampAttribute }: TargetTable,
): Promise<boolean> {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { ...key },
        UpdateExpression: 'SET #v = :marked',
        ConditionExpression: '#v = :standing',
        ExpressionAttributeNames: { '#v': stampAttribute },
        ExpressionAttributeValues: { ':standing': { S: standing }, ':marked': { S: markedStamp(version) } },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
