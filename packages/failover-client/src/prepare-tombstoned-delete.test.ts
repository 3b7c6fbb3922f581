import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { merging, steady } from '@understudy/route/testing';
import type { LocalRegion } from '@understudy/sandbox';
import { encodeVersion, putTombstone, tombstoneId, type Version } from '@understudy/versions';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { LINES, ORDERS, STANDBY, withService, WRITER } from './test-support/with-service.ts';
import { AMBIGUOUS, NOT_APPLIED } from './test-support/ambiguous.ts';
import { findItem, newKey, putItem, type Item } from './test-support/put-item.ts';

const service = withService({ beforeAll, afterAll });
const writer = (): LocalRegion => service().cloud.region(WRITER);
const DAY_SECONDS = 86_400;

const remove = (client: DynamoDBClient, Key: Item, more = {}) =>
  client.send(new DeleteItemCommand({ TableName: ORDERS, Key, ...more }));
const tombstone = async (Key: Item, table = ORDERS) => {
  const id = { S: tombstoneId(table, Key) };
  const read = new GetItemCommand({
    TableName: TOMBSTONES_TABLE.TableName,
    Key: { id },
    ConsistentRead: true,
  });
  return (await service().direct().send(read)).Item;
};
/** Lays a tombstone of that version, as a link does. */
const leaveTombstone = (Key: Item, version: Version) =>
  service()
    .direct()
    .send(
      new PutItemCommand(
        putTombstone({
          table: ORDERS,
          key: Key,
          version: encodeVersion(version),
          expiresAtSeconds: Math.ceil(Date.now() / 1_000) + DAY_SECONDS,
        }),
      ),
    );
const open = (epoch = 2) => {
  const opened = service().open();
  opened.lease.set(merging(WRITER, epoch));
  return opened;
};

afterEach(async () => {
  await writer().faults.liftAll();
});

describe('a delete while a region is merging', () => {
  it('leaves a tombstone of its epoch, for seven days, whether the item was there or not', async () => {
    const { client } = open();
    const [present, absent] = [newKey(), newKey()];
    await putItem(client, present);
    for (const key of [present, absent]) {
      await remove(client, key);
      const left = await tombstone(key);
      expect(left).toMatchObject({
        table: { S: ORDERS },
        key: { M: key },
        v: { S: encodeVersion({ epoch: 2, region: WRITER, sequence: '0' }) },
      });
      const leftSeconds = Number(left?.expiresAt?.N) - Date.now() / 1_000;
      expect(Math.round(leftSeconds / DAY_SECONDS)).toBe(7);
    }
    expect(await findItem(service().direct(), present)).toBeUndefined();
  });

  it('leaves no tombstone while none is merging', async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(client, key);
    await remove(client, key);
    expect(await tombstone(key)).toBeUndefined();
  });

  it('knows a number key however it is written', async () => {
    const { client } = open();
    await client.send(
      new DeleteItemCommand({ TableName: LINES, Key: { pk: { S: 'n' }, sk: { N: '15.0' } } }),
    );
    expect(await tombstone({ pk: { S: 'n' }, sk: { N: '1.5E1' } }, LINES)).toBeDefined();
  });

  it('is refused where it asks for what no delete returns', async () => {
    const { client } = open();
    const key = newKey();
    await expect(remove(client, key, { ReturnValues: 'ALL_NEW' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await tombstone(key)).toBeUndefined();
  });

  it('leaves no tombstone where its condition fails', async () => {
    const { client } = open();
    const key = newKey();
    await expect(remove(client, key, { ConditionExpression: 'attribute_exists(pk)' })).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(await tombstone(key)).toBeUndefined();
  });
});

describe('a delete that meets a tombstone or another write', () => {
  it('is refused by a tombstone of a later epoch', async () => {
    const { client } = open();
    const key = newKey();
    await putItem(service().direct(), key);
    await leaveTombstone(key, { epoch: 3, region: STANDBY, sequence: '0' });
    await expect(remove(client, key)).rejects.toEqual(NOT_APPLIED);
    expect(await findItem(service().direct(), key)).toBeDefined();
  });

  it('keeps a tombstone of the same epoch that is not older, and is applied', async () => {
    const { client } = open();
    const key = newKey();
    await putItem(client, key);
    const standing = { epoch: 2, region: WRITER, sequence: '777' };
    await leaveTombstone(key, standing);
    await remove(client, key, { ReturnValues: 'ALL_OLD' });
    expect(await findItem(service().direct(), key)).toBeUndefined();
    expect((await tombstone(key))?.v).toEqual({ S: encodeVersion(standing) });
  });

  it('returns the item it deleted, although another client wrote in between', async () => {
    const { client } = open();
    const key = newKey();
    await putItem(client, { ...key, n: { N: '1' } });
    const latency = writer().faults.add({
      kind: 'latency',
      ms: 150,
      operations: ['TransactWriteItems'],
      times: 1,
    });
    const removed = remove(client, key, { ReturnValues: 'ALL_OLD' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await putItem(client, { ...key, n: { N: '2' } });
    expect((await removed).Attributes).toEqual({ ...key, n: { N: '2' } });
    expect(latency.hits).toBe(1);
    expect(await findItem(service().direct(), key)).toBeUndefined();
  });
});

describe('a delete while a region is merging, after a failure', () => {
  it('is recognised by its token where its answer was lost, and answers the same', async () => {
    const { client } = open();
    const key = newKey();
    await putItem(client, { ...key, n: { N: '1' } });
    const fault = writer().faults.add({
      kind: 'reset',
      when: 'after',
      operations: ['TransactWriteItems'],
      times: 1,
    });
    const { Attributes, $metadata } = await remove(client, key, { ReturnValues: 'ALL_OLD' });
    expect(fault.hits).toBe(1);
    expect(Attributes).toEqual({ ...key, n: { N: '1' } });
    expect($metadata.attempts).toBe(3);
  });

  it('whose answer was lost is not repeated in another epoch where it must say what it deleted', async () => {
    const { client, lease } = open();
    const key = newKey();
    await putItem(client, key);
    writer().faults.add({ kind: 'reset', when: 'after', operations: ['TransactWriteItems'], times: 1 });
    writer().faults.add({ kind: 'refuse' });
    const removed = remove(client, key, { ReturnValues: 'ALL_OLD' });
    const refused = expect(removed).rejects.toEqual(AMBIGUOUS);
    setTimeout(() => lease.set(steady(STANDBY, 3)), 300);
    await refused;
  });

  it('backs off after throttling and conflicts like any write', async () => {
    const { client } = open();
    const key = newKey();
    writer().faults.add({ kind: 'transaction-conflict', times: 2 });
    expect((await remove(client, key)).$metadata.attempts).toBe(3);
    writer().faults.add({ kind: 'transaction-conflict' });
    await expect(remove(client, key)).rejects.toMatchObject({ name: 'TransactionConflictException' });
  });
});

describe('a transaction while a region is merging', () => {
  it('leaves a tombstone for each of its deletes', async () => {
    const { client } = open();
    const [a, b] = [newKey(), newKey()];
    const { ConsumedCapacity } = await client.send(
      new TransactWriteItemsCommand({
        ReturnConsumedCapacity: 'TOTAL',
        TransactItems: [{ Delete: { TableName: ORDERS, Key: a } }, { Put: { TableName: ORDERS, Item: b } }],
      }),
    );
    expect(await tombstone(a)).toBeDefined();
    expect(await tombstone(b)).toBeUndefined();
    expect(ConsumedCapacity?.map(({ TableName }) => TableName)).toEqual([ORDERS]);
  });

  it('reports reasons for the parts of the caller only', async () => {
    const { client } = open();
    const [a, b] = [newKey(), newKey()];
    await putItem(client, b);
    const sent = client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Delete: { TableName: ORDERS, Key: a } },
          { Put: { TableName: ORDERS, Item: b, ConditionExpression: 'attribute_not_exists(pk)' } },
        ],
      }),
    );
    const error = await sent.catch((thrown: unknown) => thrown as Record<string, unknown>);
    expect(error).toMatchObject({ name: 'TransactionCanceledException' });
    expect(error).toHaveProperty('CancellationReasons.length', 2);
    expect(error).toHaveProperty('message', expect.stringContaining('[None, ConditionalCheckFailed]'));
  });

  it('keeps existing tombstones of its epoch', async () => {
    const { client } = open();
    const key = newKey();
    const standing = { epoch: 2, region: WRITER, sequence: '778' };
    await leaveTombstone(key, standing);
    await client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: ORDERS, Key: key } }] }),
    );
    expect((await tombstone(key))?.v).toEqual({ S: encodeVersion(standing) });
  });
});

describe('a transaction that grows by its tombstones', () => {
  it('is refused where it would have more than 100 parts', async () => {
    const { client } = open();
    const deletes = Array.from({ length: 51 }, () => ({ Delete: { TableName: ORDERS, Key: newKey() } }));
    await expect(
      client.send(new TransactWriteItemsCommand({ TransactItems: deletes })),
    ).rejects.toMatchObject({
      code: 'UND_VERSIONS_TRANSACTION_TOO_LARGE',
    });
    await client.send(new TransactWriteItemsCommand({ TransactItems: deletes.slice(1) }));
    const read = new BatchGetItemCommand({
      RequestItems: {
        [TOMBSTONES_TABLE.TableName]: {
          Keys: deletes.slice(1).map(({ Delete: { Key } }) => ({ id: { S: tombstoneId(ORDERS, Key) } })),
        },
      },
    });
    const { Responses } = await service().direct().send(read);
    expect(Responses?.[TOMBSTONES_TABLE.TableName]).toHaveLength(50);
  });

  it('with a token of the caller is applied once, however often the caller sends it', async () => {
    const { client } = open();
    const [a, b] = [newKey(), newKey()];
    const send = () =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: `token-${a.pk.S}`,
          TransactItems: [
            { Delete: { TableName: ORDERS, Key: a } },
            {
              Update: {
                TableName: ORDERS,
                Key: b,
                UpdateExpression: 'ADD n :one',
                ExpressionAttributeValues: { ':one': { N: '1' } },
              },
            },
          ],
        }),
      );
    await send();
    await send();
    expect((await findItem(service().direct(), b))?.n).toEqual({ N: '1' });
  });
});
