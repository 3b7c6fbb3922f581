import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { replicatedStamp } from '@understudy/versions';
import type { PutChange } from '../types.ts';
import type { TargetTable } from './target-table.ts';

/**
 * Step 4 as one request: the copy with the record's version as its stamp.
 * Condition: the target's item is absent, bears no stamp, or an older one.
 */
export function putPlain(
  { image, version, versionText }: PutChange,
  { table, stampAttribute }: TargetTable,
): PutItemCommandInput {
  return {
    TableName: table,
    Item: { ...image, [stampAttribute]: { S: replicatedStamp(version) } },
    ConditionExpression: 'attribute_not_exists(#v) OR #v < :version',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':version': { S: versionText } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
