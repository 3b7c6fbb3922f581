import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { HandLease, moving, steady } from '@understudy/route/testing';
import type { LocalRegion } from '@understudy/sandbox';
import { ORDERS, STANDBY, UNHURRIED, withService, WRITER } from './test-support/with-service.ts';
import { putItem } from './test-support/put-item.ts';

const service = withService({ beforeAll, afterAll });
const writer = (): LocalRegion => service().cloud.region(WRITER);
const standby = (): LocalRegion => service().cloud.region(STANDBY);
const Key = { pk: { S: 'read' } };

/** What a read finds, and where. */
const get = async (client: DynamoDBClient, more = {}) => {
  const { Item, $metadata } = await client.send(new GetItemCommand({ TableName: ORDERS, Key, ...more }));
  const { understudy } = $metadata as { understudy?: unknown };
  return { from: Item?.from?.S, understudy };
};
const late = expect.objectContaining({ code: 'UND_FAILOVER_CLIENT_READ_DEADLINE', $fault: 'server' });

beforeAll(async () => {
  for (const region of [WRITER, STANDBY]) {
    await putItem(service().direct(region), { ...Key, from: { S: region } });
  }
});

afterEach(async () => {
  for (const region of [writer(), standby()]) {
    await region.faults.liftAll();
    if (region.state !== 'running') await region.restart();
  }
});

describe('an eventually consistent read', () => {
  it('goes to the writer, by the last route seen', async () => {
    const { client, lease } = service().open();
    expect(await get(client)).toEqual({
      from: WRITER,
      understudy: { region: WRITER, role: 'writer', epoch: 1, possiblyStale: false },
    });
    lease.set(steady(STANDBY, 2));
    expect(await get(client)).toMatchObject({ from: STANDBY, understudy: { role: 'writer', epoch: 2 } });
  });

  it('goes there while the route is moving and while no lease holds, and says that it may be stale', async () => {
    const { client, lease } = service().open();
    lease.set(moving());
    expect(await get(client)).toMatchObject({ from: WRITER, understudy: { possiblyStale: true } });
    lease.set(steady());
    lease.lose();
    expect(await get(client)).toMatchObject({ from: WRITER, understudy: { possiblyStale: true } });
  });

  it('waits while the writer does not answer and the standby may not, until the route changes', async () => {
    const { client, lease } = service().open();
    await writer().kill();
    const read = get(client);
    setTimeout(() => lease.set(steady(STANDBY, 2)), 200);
    expect(await read).toMatchObject({ from: STANDBY, understudy: { epoch: 2, role: 'writer' } });
  });

  it('fails at its deadline without an answer', async () => {
    const { client } = service().open({ understudy: { readDeadlineMs: 700 } });
    writer().faults.add({ kind: 'refuse', existing: 'reset' });
    await expect(get(client)).rejects.toEqual(late);
  });
});

describe('an eventually consistent read that may go to the standby', () => {
  it('goes to the standby where the writer does not answer, and says so', async () => {
    const { client } = service().open({ understudy: { reads: 'any', limits: UNHURRIED } });
    expect(await get(client)).toMatchObject({ from: WRITER });
    writer().faults.add({ kind: 'refuse', existing: 'reset' });
    expect(await get(client)).toEqual({
      from: STANDBY,
      understudy: { region: STANDBY, role: 'standby', epoch: 1, possiblyStale: true },
    });
  });

  it('goes there at once while the writer is suspect, and back when it answers again', async () => {
    const { client } = service().open({ understudy: { reads: 'any', warmEveryMs: 100 } });
    const silence = writer().faults.add({ kind: 'blackhole' });
    for (let times = 0; times < 3; times += 1) await get(client);
    const before = silence.hits;
    const startedMs = performance.now();
    expect(await get(client)).toMatchObject({ from: STANDBY });
    expect(performance.now() - startedMs).toBeLessThan(400);
    expect(silence.hits - before).toBeLessThanOrEqual(2);
    await silence.lift();
    const seen = new Set<string | undefined>();
    while (!seen.has(WRITER)) {
      seen.add((await get(client)).from);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('prefers the standby with reads: standby, and falls back on the writer', async () => {
    const { client } = service().open({ understudy: { reads: 'standby', limits: UNHURRIED } });
    expect(await get(client)).toMatchObject({ from: STANDBY, understudy: { role: 'standby' } });
    standby().faults.add({ kind: 'refuse', existing: 'reset' });
    expect(await get(client)).toMatchObject({ from: WRITER, understudy: { role: 'writer' } });
  });
});

describe('an eventually consistent read that fails', () => {
  it('waits for the first route', async () => {
    const lease = new HandLease();
    const { client } = service().open({ lease });
    const read = get(client);
    setTimeout(() => lease.set(steady()), 50);
    expect(await read).toMatchObject({ from: WRITER });
  });

  it('is repeated a few times when throttled, then fails', async () => {
    const { client } = service().open({ understudy: { reads: 'any' } });
    writer().faults.add({ kind: 'throttle', times: 2 });
    expect(await get(client)).toMatchObject({ from: WRITER });
    writer().faults.add({ kind: 'throttle' });
    await expect(get(client)).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  });

  it("returns the caller's own errors at once", async () => {
    const { client } = service().open({ understudy: { reads: 'any' } });
    await expect(get(client, { Key: { other: { S: 'x' } } })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('a strongly consistent read', () => {
  const strong: readonly (readonly [string, (client: DynamoDBClient) => Promise<unknown>])[] = [
    ['GetItem', (client) => get(client, { ConsistentRead: true })],
    [
      'Query',
      (client) =>
        client.send(
          new QueryCommand({
            TableName: ORDERS,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': Key.pk },
          }),
        ),
    ],
    [
      'TransactGetItems',
      (client) =>
        client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName: ORDERS, Key } }] })),
    ],
    [
      'ExecuteStatement',
      (client) =>
        client.send(
          new ExecuteStatementCommand({
            Statement: `SELECT * FROM "${ORDERS}" WHERE pk = 'read'`,
            ConsistentRead: true,
          }),
        ),
    ],
  ];

  it.each(strong)('%s never goes to a standby', async (_operation, read) => {
    const { client } = service().open({ understudy: { reads: 'standby', readDeadlineMs: 600 } });
    const seen: unknown[] = [];
    const unwatch = standby().watch(({ operation }) => seen.push(operation));
    await read(client);
    writer().faults.add({ kind: 'refuse', existing: 'reset' });
    await expect(read(client)).rejects.toEqual(late);
    unwatch();
    expect(seen).toEqual([]);
  });

  it('waits for a lease, since another region may be the writer already', async () => {
    const { client, lease } = service().open();
    lease.set(moving());
    const read = get(client, { ConsistentRead: true });
    setTimeout(() => lease.set(steady(STANDBY, 2)), 100);
    expect(await read).toMatchObject({ from: STANDBY, understudy: { possiblyStale: false, epoch: 2 } });
  });

  it('does not wait with consistentReads: last-writer, and says that it may be stale', async () => {
    const { client, lease } = service().open({ understudy: { consistentReads: 'last-writer' } });
    lease.set(moving());
    expect(await get(client, { ConsistentRead: true })).toMatchObject({
      from: WRITER,
      understudy: { possiblyStale: true },
    });
  });

  it('fails at its deadline without a lease', async () => {
    const { client, lease } = service().open({ understudy: { readDeadlineMs: 200 } });
    lease.lose();
    await expect(get(client, { ConsistentRead: true })).rejects.toEqual(late);
  });
});

describe('an operation on tables', () => {
  it('goes to the last known writer, and is repeated where it only reads', async () => {
    const { client, lease } = service().open();
    lease.set(steady(STANDBY, 2));
    lease.lose();
    const fault = standby().faults.add({ kind: 'reset', when: 'before', times: 2 });
    const { Table, $metadata } = await client.send(new DescribeTableCommand({ TableName: ORDERS }));
    expect(Table?.TableName).toBe(ORDERS);
    expect(fault.hits).toBe(2);
    expect($metadata).toMatchObject({ understudy: { region: STANDBY, possiblyStale: true } });
  });

  it('is not repeated where it changes something and its answer was lost', async () => {
    const { client } = service().open();
    // Of this operation alone: reads that a test before gave up may still come.
    const fault = writer().faults.add({ kind: 'reset', when: 'before', operations: ['CreateTable'] });
    const create = new CreateTableCommand({
      TableName: 'made-by-hand',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    });
    await expect(client.send(create)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(fault.hits).toBe(1);
  });
});
