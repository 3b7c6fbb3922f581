import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { withLocalCloud } from '@understudy/sandbox';
import { EAST, TwoRegions, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;

beforeEach(() => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `foreign-${count}`;
});

afterEach(async () => {
  await regions.end();
});

describe('a table that foreign apps write', () => {
  it('is replicated in steady state without any stamp of theirs', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions.work([{ name: table, writes: 'foreign' }]);
    const client = regions.client(EAST);
    for (let n = 0; n < 5; n += 1)
      await client.send(
        new PutItemCommand({ TableName: table, Item: { id: { S: `k${n}` }, n: { N: '0' } } }),
      );
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: { S: 'k1' } },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: '9' } },
      }),
    );
    await client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: 'k2' } } }));
    await regions.drained(table);
    expect(await regions.items(WEST, table, ['id'])).toEqual(await regions.items(EAST, table, ['id']));
  });

  it('after a failover leaves the tail to a person', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions
      .client(EAST)
      .send(new PutItemCommand({ TableName: table, Item: { id: { S: 'tail' }, from: { S: 'east' } } }));
    await regions.move(WEST, 'failover');
    const worker = await regions.work([{ name: table, writes: 'foreign' }]);
    await regions
      .client(WEST)
      .send(new PutItemCommand({ TableName: table, Item: { id: { S: 'now' }, from: { S: 'west' } } }));
    await regions.drained(table);
    expect(await regions.get(WEST, table, { id: { S: 'tail' } })).toBeUndefined();
    expect(await regions.get(EAST, table, { id: { S: 'now' } })).toMatchObject({ from: { S: 'west' } });
    expect(await regions.ledger(table, EAST)).toMatchObject([
      { reason: 'foreign-tail', images: { lost: { from: { S: 'east' } } } },
    ]);
    expect(regions.statusOf(worker, regions.link(table, EAST)).kept).toBe(1);
  });
});

describe('a table that foreign apps write, after a switchover', () => {
  it('is replicated after a switchover too, updates and removals of what the link itself had put', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions.work([{ name: table, writes: 'foreign' }]);
    for (const id of ['updated', 'removed', 'replaced']) {
      await regions
        .client(EAST)
        .send(new PutItemCommand({ TableName: table, Item: { id: { S: id }, n: { N: '0' } } }));
    }
    await regions.drained(table);
    await regions.move(WEST, 'switchover');
    await regions.endMerging(EAST);
    await regions.client(WEST).send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: { S: 'updated' } },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      }),
    );
    await regions
      .client(WEST)
      .send(new DeleteItemCommand({ TableName: table, Key: { id: { S: 'removed' } } }));
    await regions
      .client(WEST)
      .send(new PutItemCommand({ TableName: table, Item: { id: { S: 'replaced' }, n: { N: '2' } } }));
    await regions.drained(table);
    const east = await regions.items(EAST, table, ['id']);
    expect(east).toEqual(await regions.items(WEST, table, ['id']));
    expect(
      Object.values(east)
        .map(({ id, n }) => `${String(id?.S)} ${String(n?.N)}`)
        .sort(),
    ).toEqual(['replaced 2', 'updated 1']);
    expect(await regions.ledger(table, EAST)).toEqual([]);
  });
});

describe('the tail of a table that foreign apps write', () => {
  it('after a failover keeps updates and removals of the tail in the ledger, and changes nothing by them', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const first = await regions.work([{ name: table, writes: 'foreign' }]);
    for (const id of ['updated', 'removed']) {
      await regions
        .client(EAST)
        .send(new PutItemCommand({ TableName: table, Item: { id: { S: id }, n: { N: '0' } } }));
    }
    await regions.drained(table);
    await first.stop();
    await regions.client(EAST).send(
      new UpdateItemCommand({
        TableName: table,
        Key: { id: { S: 'updated' } },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: '1' } },
      }),
    );
    await regions
      .client(EAST)
      .send(new DeleteItemCommand({ TableName: table, Key: { id: { S: 'removed' } } }));
    await regions.move(WEST, 'failover');
    await regions.work([{ name: table, writes: 'foreign' }]);
    await regions.drained(table);
    expect(await regions.items(WEST, table, ['id'])).toMatchObject({
      '[["id","S","updated"]]': { n: { N: '0' } },
      '[["id","S","removed"]]': { n: { N: '0' } },
    });
    const kept = await regions.ledger(table, EAST);
    expect(kept.map(({ reason, lost, key }) => [reason, lost.kind, key.id?.S]).sort()).toEqual([
      ['foreign-tail', 'put', 'updated'],
      ['foreign-tail', 'remove', 'removed'],
    ]);
    expect(kept.find(({ lost }) => lost.kind === 'remove')?.images.lost).toMatchObject({ n: { N: '0' } });
    // Nothing is written back: the old writer keeps what it had, for a person to look at.
    expect(await regions.get(EAST, table, { id: { S: 'updated' } })).toMatchObject({ n: { N: '1' } });
    expect(await regions.get(EAST, table, { id: { S: 'removed' } })).toBeUndefined();
  });
});
