import { BatchWriteItemCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable } from '@understudy/sandbox';
import { DEFAULT_STAMP_ATTRIBUTE, nativeStamp } from '@understudy/versions';
import { KEY, sampleItem } from './sample-item.ts';
import { tableClient } from './table-client.ts';
import type { Site } from './types.ts';

const BATCH = 25;
/** When the source's items are said to have been written; nothing compares it. */
const WRITTEN_MS = Date.UTC(2026, 0, 1);

/** Makes an empty table with a stream of both images, as a link wants it at both ends. */
export async function createTable(site: Site, table: string): Promise<void> {
  await using client = tableClientOf(site);
  await prepareTable(client.it, { name: table, key: { [KEY]: 'S' } });
}

/** Writes `count` items with distinct keys, stamped as the failover client stamps them in epoch 1. */
export async function fillTable(site: Site, table: string, count: number): Promise<void> {
  await using client = tableClientOf(site);
  const stamp = { S: nativeStamp(1, site.region, WRITTEN_MS) };
  for (let from = 0; from < count; from += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => sampleItem(from + at));
    const puts = items.map((item) => ({
      PutRequest: { Item: { ...item, [DEFAULT_STAMP_ATTRIBUTE]: stamp } },
    }));
    await client.it.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
}

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
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    }),
  );
}

function tableClientOf(site: Site): AsyncDisposable & { readonly it: DynamoDBClient } {
  const it = tableClient(site);
  return { it, [Symbol.asyncDispose]: async () => it.destroy() };
}
