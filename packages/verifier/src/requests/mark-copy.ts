import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { markedStamp, type Item, type Version } from '@understudy/versions';
import type { RepairTable } from './repair-table.ts';
import { copyStands } from './copy-stands.ts';

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
