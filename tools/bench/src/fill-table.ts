import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { DEFAULT_STAMP_ATTRIBUTE, nativeStamp } from '@understudy/versions';
import { sampleItem } from './sample-item.ts';
import type { Site } from './types.ts';
import { tableClientOf } from './create-table.ts';

const BATCH = 25;

/** When the source's items are said to have been written; nothing compares it. */
const WRITTEN_MS = Date.UTC(2026, 0, 1);

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
