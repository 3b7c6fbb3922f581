import type { DeleteItemCommandInput } from '@aws-sdk/client-dynamodb';
import { markedStamp, type Item, type Version } from '@understudy/versions';
import type { RepairTable } from './repair-table.ts';

/** The second half. Condition: the mark is still stored. */
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
