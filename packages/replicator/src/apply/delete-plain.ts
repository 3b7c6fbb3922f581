import type { DeleteItemCommandInput } from '@aws-sdk/client-dynamodb';
import { markedStamp } from '@understudy/versions';
import type { RemoveChange } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/**
 * The second half of a replicated delete.
 * Condition: the item still bears the mark that the first half set.
 */
export function deletePlain(
  { key, version }: Pick<RemoveChange, 'key' | 'version'>,
  { table, stampAttribute }: TargetTable,
) {
  return {
    TableName: table,
    Key: { ...key },
    ConditionExpression: '#v = :marked',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':marked': { S: markedStamp(version) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const satisfies DeleteItemCommandInput;
}
