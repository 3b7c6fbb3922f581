import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { withLocalCloud } from '@understudy/sandbox';
import { countMerges } from './count-merges.ts';
import { mergeAll, type MergedKey } from './merge-all.ts';
import { EAST, FailoverShop, WEST, WITNESS } from './test-support/failover-shop.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST, WITNESS] });
let shop: FailoverShop;
afterEach(() => shop.close());

const ada = { by: 'ada', why: 'after the failover', dryRun: false, trustBase: false };

/** Acknowledged increments, one after the other, as an application makes them. */
async function add(client: Pick<DynamoDBClient, 'send'>, id: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await client.send(
      new UpdateItemCommand({
        TableName: shop.table,
        Key: { id: { S: id } },
        UpdateExpression: 'ADD #count :one',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    );
  }
}

async function merge(): Promise<readonly MergedKey[]> {
  const merged: MergedKey[] = [];
  for await (const one of mergeAll(ada, shop.records, new AbortController().signal)) merged.push(one);
  return merged;
}

const counts = async (id: string) => [
  (await shop.item(EAST, id))?.count?.N,
  (await shop.item(WEST, id))?.count?.N,
];

/** Increments that arrive in both regions, ten that the east alone has, and others of the west after a failover. */
async function loseTail(ids: readonly string[], { arrived = 20, after: since = 10 } = {}): Promise<void> {
  await shop.startWorker();
  const before = shop.application();
  for (const id of ids) await add(before, id, arrived);
  await shop.drained();
  await shop.stopWorker();
  for (const id of ids) await add(before, id, 10);
  await shop.move(WEST, 'failover');
  const after = shop.application();
  for (const id of ids) await add(after, id, since);
}

describe('a merge after a failover that lost a tail of ten', () => {
  it('gives back all of 160 acknowledged increments, once, however often it is run (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'counters' });
    await loseTail(['visits'], { arrived: 100, after: 50 });
    await shop.startWorker();
    await shop.drained();
    expect(await counts('visits')).toEqual(['150', '150']);
    expect(countMerges(await merge())).toEqual({ merged: 10, present: 0, conflict: 0, waits: 0 });
    await shop.drained();
    expect(await counts('visits')).toEqual(['160', '160']);
    expect(await merge()).toEqual([]);
    await shop.drained();
    expect(await counts('visits')).toEqual(['160', '160']);
  }, 120_000);

  it('counts no write twice that the link had applied before it lost its checkpoints (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'read-again' });
    await loseTail(['visits']);
    await shop.forgetCheckpoints();
    await shop.startWorker();
    await shop.drained();
    expect(countMerges(await merge())).toEqual({ merged: 10, present: 20, conflict: 0, waits: 0 });
    expect((await counts('visits'))[1]).toBe('40');
  }, 120_000);

  it('gives back every increment while the application goes on writing (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'busy' });
    await loseTail(['here', 'there']);
    await shop.startWorker();
    await shop.drained();
    const application = shop.application();
    const [merged] = await Promise.all([
      merge(),
      add(application, 'here', 60),
      add(application, 'there', 20),
    ]);
    expect(countMerges(merged)).toEqual({ merged: 20, present: 0, conflict: 0, waits: 0 });
    await shop.drained();
    expect([await counts('here'), await counts('there')]).toEqual([
      ['100', '100'],
      ['60', '60'],
    ]);
  }, 120_000);

  it('is made in the region that is the writer by then (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'moved-home' });
    await loseTail(['visits']);
    await shop.startWorker();
    await shop.drained();
    await shop.closeMerging(EAST);
    await shop.move(EAST, 'switchover');
    const application = shop.application();
    await add(application, 'visits', 5);
    expect(countMerges(await merge())).toEqual({ merged: 10, present: 0, conflict: 0, waits: 0 });
    await shop.drained();
    expect(await counts('visits')).toEqual(['45', '45']);
    expect(await merge()).toEqual([]);
  }, 120_000);
});
