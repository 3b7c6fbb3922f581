import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { markedStamp } from '@understudy/versions';
import type { RemoveChange } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/**
 * The first half of deleting once more what a late put of this link brought back.
 * Condition: the item bears a stamp, as everything does that a link puts, and one older than the delete, or its mark.
 */
export function markSuspect(
  { key, version, versionText }: Pick<RemoveChange, 'key' | 'version' | 'versionText'>,
  { table, stampAttribute }: TargetTable,
) {
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression: '#v < :version OR #v = :marked',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':version': { S: versionText }, ':marked': { S: markedStamp(version) } },
  } as const satisfies UpdateItemCommandInput;
}
