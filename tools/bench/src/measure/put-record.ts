import { PutItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DEFAULT_STAMP_ATTRIBUTE, replicatedStamp } from '@understudy/versions';

/**
 * The write that replication makes of one record, the same for every side that is measured.
 * Condition: nothing is there, or its stamp is older than the record's version.
 */
export async function putRecord(
  client: DynamoDBClient,
  table: string,
  item: Readonly<Record<string, AttributeValue>>,
  version: { readonly region: string; readonly sequence: string },
): Promise<void> {
  const stamp = { S: replicatedStamp({ epoch: 1, ...version }) };
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: { ...item, [DEFAULT_STAMP_ATTRIBUTE]: stamp },
      ConditionExpression: 'attribute_not_exists(#v) OR #v < :v',
      ExpressionAttributeNames: { '#v': DEFAULT_STAMP_ATTRIBUTE },
      ExpressionAttributeValues: { ':v': stamp },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
}
