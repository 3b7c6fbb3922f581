import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { LocalRegion } from '@understudy/sandbox';
import { nativeStamp, tombstoneId } from '@understudy/versions';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { merging, steady } from '@understudy/route/testing';
import { TOMBSTONES_TABLE } from '@understudy/links';
import { AUDIT, ORDERS, STANDBY, withService, WRITER } from './test-support/with-service.ts';
import { findItem, newKey, putItem, type Item } from './test-support/put-item.ts';

const service = withService({ beforeAll, afterAll });
const writer = (): LocalRegion => service().cloud.region(WRITER);
const putRequest = (Item: Item): WriteRequest => ({ PutRequest: { Item } });
const deleteRequest = (Key: Item): WriteRequest => ({ DeleteRequest: { Key } });
const batch = (client: DynamoDBClient, RequestItems: Record<string, WriteRequest[]>) =>
  client.send(new BatchWriteItemCommand({ RequestItems }));

async function operations(action: () => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const unwatch = writer().watch(({ operation = '' }) => seen.push(operation));
  await action();
  unwatch();
  return seen.sort();
}

const tombstone = async (Key: Item) => {
  const id = { S: tombstoneId(ORDERS, Key) };
  const read = new GetItemCommand({
    TableName: TOMBSTONES_TABLE.TableName,
    Key: { id },
    ConsistentRead: true,
  });
  return (await service().direct().send(read)).Item;
};

afterEach(async () => {
  await writer().faults.liftAll();
});

describe('a fenced batch', () => {
  it('goes as single writes, the rest of it as a batch', async () => {
    const { client } = service().open();
    const [a, b, c] = [newKey(), newKey(), newKey()];
    await putItem(client, b);
    const seen = await operations(async () => {
      const answer = await batch(client, {
        [ORDERS]: [putRequest(a), deleteRequest(b)],
        [AUDIT]: [putRequest(c)],
      });
      expect(answer.UnprocessedItems).toEqual({});
    });
    expect(seen).toEqual(['BatchWriteItem', 'DeleteItem', 'DescribeTable', 'PutItem']);
    expect((await findItem(service().direct(), a))?.['understudy:v']).toBeDefined();
    expect(await findItem(service().direct(), b)).toBeUndefined();
  });

  it('asks for a key schema once', async () => {
    const { client } = service().open();
    const send = () => batch(client, { [ORDERS]: [putRequest(newKey()), putRequest(newKey())] });
    await send();
    expect(await operations(send)).toEqual(['PutItem', 'PutItem']);
  });

  it('writes no part of an earlier epoch, and the other parts', async () => {
    const { client, lease } = service().open();
    const [a, b] = [newKey(), newKey()];
    await putItem(service().direct(), { ...b, 'understudy:v': { S: nativeStamp(2, STANDBY, 1) } });
    const answer = await batch(client, {
      [ORDERS]: [putRequest(a), putRequest({ ...b, late: { BOOL: true } })],
    });
    expect(answer.UnprocessedItems).toEqual({ [ORDERS]: [putRequest({ ...b, late: { BOOL: true } })] });
    expect(await findItem(service().direct(), b)).not.toHaveProperty('late');
    lease.set(steady(WRITER, 3));
    const again = await batch(client, answer.UnprocessedItems ?? {});
    expect(again.UnprocessedItems).toEqual({});
    expect(await findItem(service().direct(), b)).toHaveProperty('late');
  });
});

describe('a fenced batch that fails in part', () => {
  it('returns throttled parts as unprocessed, and throws where nothing was written', async () => {
    const { client } = service().open();
    const [a, b] = [newKey(), newKey()];
    const fault = writer().faults.add({ kind: 'throttle', operations: ['DeleteItem'] });
    const answer = await batch(client, { [ORDERS]: [putRequest(a), deleteRequest(b)] });
    expect(answer.UnprocessedItems).toEqual({ [ORDERS]: [deleteRequest(b)] });
    expect(fault.hits).toBe(4);
    await expect(batch(client, { [ORDERS]: [deleteRequest(a), deleteRequest(b)] })).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
  });

  it('returns what the batch of the other tables left unprocessed', async () => {
    const { client } = service().open();
    const [a, b, c] = [newKey(), newKey(), newKey()];
    writer().faults.add({ kind: 'unprocessed', operations: ['BatchWriteItem'], items: 1 });
    const answer = await batch(client, {
      [ORDERS]: [putRequest(a)],
      [AUDIT]: [putRequest(b), putRequest(c)],
    });
    expect(answer.UnprocessedItems?.[AUDIT]).toHaveLength(1);
  });

  it("throws the caller's own errors", async () => {
    const { client } = service().open();
    const { pk: _pk, ...keyless } = newKey();
    await expect(
      batch(client, { [ORDERS]: [putRequest(newKey()), putRequest({ ...keyless, n: { N: '1' } })] }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(
      batch(client, { [ORDERS]: [putRequest({ ...newKey(), 'understudy:v': { S: 'mine' } })] }),
    ).rejects.toMatchObject({ code: 'UND_VERSIONS_STAMP_RESERVED' });
  });

  it('leaves tombstones of its deletes while a region is merging', async () => {
    const { client, lease } = service().open();
    lease.set(merging());
    const key = newKey();
    await batch(client, { [ORDERS]: [deleteRequest(key), putRequest(newKey())] });
    expect(await tombstone(key)).toMatchObject({ table: { S: ORDERS }, key: { M: key } });
  });
});

describe('an unfenced batch', () => {
  const open = () => service().open({ understudy: { batchWrites: 'unfenced' } });

  it('stays one request, stamped', async () => {
    const { client } = open();
    const [a, b] = [newKey(), newKey()];
    const seen = await operations(() => batch(client, { [ORDERS]: [putRequest(a), deleteRequest(b)] }));
    expect(seen.filter((operation) => operation !== 'DescribeTable')).toEqual(['BatchWriteItem']);
    expect((await findItem(service().direct(), a))?.['understudy:v']).toBeDefined();
  });

  it('returns unprocessed requests without the stamp, so that they can be sent again', async () => {
    const { client } = open();
    const items = [newKey(), newKey(), newKey()];
    writer().faults.add({ kind: 'unprocessed', operations: ['BatchWriteItem'], items: 2 });
    const answer = await batch(client, { [ORDERS]: items.map(putRequest) });
    expect(answer.UnprocessedItems?.[ORDERS]).toHaveLength(2);
    expect(JSON.stringify(answer.UnprocessedItems)).not.toContain('understudy:v');
    await writer().faults.liftAll();
    await batch(client, answer.UnprocessedItems ?? {});
    for (const item of items) expect(await findItem(service().direct(), item)).toBeDefined();
  });

  it('sends its deletes as single writes while a region is merging, since each leaves a tombstone', async () => {
    const { client, lease } = open();
    lease.set(merging());
    const [a, b] = [newKey(), newKey()];
    const seen = await operations(() => batch(client, { [ORDERS]: [putRequest(a), deleteRequest(b)] }));
    expect(seen.filter((operation) => operation !== 'DescribeTable')).toEqual([
      'BatchWriteItem',
      'TransactWriteItems',
    ]);
    expect(await tombstone(b)).toBeDefined();
    expect(await findItem(service().direct(), a)).toBeDefined();
  });
});
