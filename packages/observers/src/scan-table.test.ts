import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareTable, withLocalRegion } from '@understudy/sandbox';
import { scanTable, type SeenItem } from './scan-table.ts';

const local = withLocalRegion({ beforeAll, afterAll });

describe('scanTable', () => {
  it('reads every item once, over several pages of each segment', async () => {
    const raw = local().client();
    await prepareTable(raw, { name: 'orders', key: { id: 'S' } });
    // Pages end at 1 MB: 30 items of 100 kB fill some.
    const note = 'x'.repeat(100_000);
    for (let id = 0; id < 30; id += 1) {
      await raw.send(
        new PutItemCommand({ TableName: 'orders', Item: { id: { S: String(id) }, note: { S: note } } }),
      );
    }
    const client = DynamoDBDocumentClient.from(raw);
    const seen: SeenItem[] = [];
    let pages = 0;
    await scanTable({ client, table: 'orders', segments: 2 }, (items) => {
      pages += 1;
      seen.push(...items);
    });
    expect(seen.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, id) => id),
    );
    expect(pages).toBeGreaterThan(2);
    await expect(scanTable({ client, table: 'unknown' }, () => undefined)).rejects.toThrow();
  });
});
