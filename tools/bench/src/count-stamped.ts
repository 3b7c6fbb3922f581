import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import type { Site } from './types.ts';
import { tableClientOf } from './create-table.ts';

/** How many items the table holds that carry a stamp. */
export async function countStamped(site: Site, table: string): Promise<number> {
  await using client = tableClientOf(site);
  let count = 0;
  let from: Awaited<ReturnType<typeof scan>>['LastEvaluatedKey'];
  do {
    const page = await scan(client.it, table, from);
    count += page.Count ?? 0;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return count;
}

function scan(client: DynamoDBClient, table: string, from: ScanCommand['input']['ExclusiveStartKey']) {
  return client.send(
    new ScanCommand({
      TableName: table,
      Select: 'COUNT',
      ConsistentRead: true,
      FilterExpression: 'attribute_exists(#stamp)',
      ExpressionAttributeNames: { '#stamp': DEFAULT_STAMP_ATTRIBUTE },
      ExclusiveStartKey: from,
    }),
  );
}
