import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { stripItem, type Item } from '@understudy/versions';

/** Every item of a table by its key, without stamps. */
export async function tableContents(
  client: DynamoDBClient,
  table: string,
  keys: readonly string[],
): Promise<Readonly<Record<string, Item>>> {
  const items: Record<string, Item> = {};
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    );
    for (const item of page.Items ?? []) {
      items[keys.map((key) => JSON.stringify(item[key])).join()] = stripItem(item, 'understudy:v');
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
