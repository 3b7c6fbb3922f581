import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { markedStamp } from '@understudy/versions';
import type { RemoveChange } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/**
 * The first half of a replicated delete: the stamp with the mark, so that the REMOVE that follows shows in the
 * target's stream who made it.
 * Condition: the target's item is there, and bears no stamp, an older one, or this very mark (of an attempt before).
 */
export function markPlain(
  { key, version, versionText }: Pick<RemoveChange, 'key' | 'version' | 'versionText'>,
  target: TargetTable,
) {
  const { table, partitionKey, stampAttribute } = target;
  return {
    TableName: table,
    Key: { ...key },
    UpdateExpression: 'SET #v = :marked',
    ConditionExpression:
      'attribute_exists(#k) AND (attribute_not_exists(#v) OR #v < :version OR #v = :marked)',
    ExpressionAttributeNames: { '#k': partitionKey, '#v': stampAttribute },
    ExpressionAttributeValues: { ':version': { S: versionText }, ':marked': { S: markedStamp(version) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const satisfies UpdateItemCommandInput;
}
