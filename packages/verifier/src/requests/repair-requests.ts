import type {
  DeleteItemCommandInput,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  encodeVersion,
  markedStamp,
  stampOf,
  tombstoneKey,
  TOMBSTONES_TABLE,
  type Item,
  type Version,
} from '@understudy/versions';

/** A table as the repair's requests need to know it. */
export interface RepairTable {
  readonly table: string;
  readonly partitionKey: string;
  readonly stampAttribute: string;
}

/** What stood in a region when the repair was decided. */
export interface Seen {
  readonly copy: Item | undefined;
  readonly tombstone: Version | undefined;
}

/**
 * Puts the winner.
 * Conditions: the copy there is the one that was seen (by its stamp, which every write of a stamped table draws anew;
 * or none, or absent), and so is the tombstone of the key.
 */
export function putWinner(
  key: Item,
  item: Item,
  seen: Seen,
  { table, partitionKey, stampAttribute }: RepairTable,
): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      {
        Put: { TableName: table, Item: { ...item }, ...copyStands(seen.copy, partitionKey, stampAttribute) },
      },
      {
        ConditionCheck: {
          TableName: TOMBSTONES_TABLE.TableName,
          Key: tombstoneKey({ table, key }),
          ExpressionAttributeNames: { '#v': 'v' },
          ...(seen.tombstone === undefined
            ? { ConditionExpression: 'attribute_not_exists(#v)' }
            : {
                ConditionExpression: '#v = :tombstone',
                ExpressionAttributeValues: { ':tombstone': { S: encodeVersion(seen.tombstone) } },
              }),
        },
      },
    ],
  };
}

/** The first half of a removal: the mark. Condition: the copy there is the one that was seen. */
export function markCopy(
  key: Item,
  version: Version,
  copy: Item,
  { table, partitionKey, stampAttribute }: RepairTable,
): UpdateItemCommandInput {
  const stands = copyStands(copy, partitionKey, stampAttribute);
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression: stands.ConditionExpression,
    ExpressionAttributeNames: { '#v': stampAttribute, ...stands.ExpressionAttributeNames },
    ExpressionAttributeValues: {
      ':marked': { S: markedStamp(version) },
      ...stands.ExpressionAttributeValues,
    },
  };
}

/** The second half. Condition: the mark still stands. */
export function deleteMarked(
  key: Item,
  version: Version,
  { table, stampAttribute }: RepairTable,
): DeleteItemCommandInput {
  return {
    TableName: table,
    Key: { ...key },
    ConditionExpression: '#v = :marked',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':marked': { S: markedStamp(version) } },
  };
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, { S: string }>;
}

function copyStands(copy: Item | undefined, partitionKey: string, stampAttribute: string): Condition {
  if (copy === undefined) {
    return {
      ConditionExpression: 'attribute_not_exists(#k)',
      ExpressionAttributeNames: { '#k': partitionKey },
    };
  }
  const stamp = stampOf(copy, stampAttribute);
  if (stamp === undefined) {
    return {
      ConditionExpression: 'attribute_exists(#k) AND attribute_not_exists(#v)',
      ExpressionAttributeNames: { '#k': partitionKey, '#v': stampAttribute },
    };
  }
  return {
    ConditionExpression: '#v = :seen',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':seen': { S: stamp } },
  };
}
