import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { merging } from '@understudy/route/testing';
import { STAMP_SPACE } from '@understudy/versions';
import { newKey } from './test-support/put-item.ts';
import { ORDERS as TableName, withService } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
const open = () => service().open({ understudy: { limits: {} } });
const noSpace = expect.objectContaining({ code: 'UND_FAILOVER_CLIENT_NO_SPACE', mayHaveApplied: false });
const one = { ExpressionAttributeValues: { ':x': { N: '1' } } };
/** A condition of that many bytes that every item without the attribute meets. */
const conditionOf = (bytes: number) => `attribute_not_exists(${'x'.repeat(bytes - 22)})`;
/** A condition of that many operators. */
const operatorsOf = (count: number) => Array.from({ length: (count + 1) / 2 }, () => 'n=:x').join(' OR ');
const updatesOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, { Value: { N: '1' } }]));

describe('what is within DynamoDB’s limits', () => {
  it('is written where the fence has space, and otherwise refused with what the fence takes: bytes (fault D14)', async () => {
    const { client } = open();
    const put = (bytes: number) =>
      client.send(new PutItemCommand({ TableName, Item: newKey(), ConditionExpression: conditionOf(bytes) }));
    expect(STAMP_SPACE.conditionBytes).toBeLessThan(80);
    await put(4096 - STAMP_SPACE.conditionBytes);
    await expect(put(4096)).rejects.toEqual(noSpace);
    // The caller's own is refused in DynamoDB's words, with the size that the caller wrote.
    await expect(put(4097)).rejects.toMatchObject({
      message: expect.stringContaining('expression size: 4097'),
    });
  });

  it('is written where the fence has space, and otherwise refused with what the fence takes: operators (fault D14)', async () => {
    const { client } = open();
    const Key = newKey();
    await client.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: '1' } } }));
    const update = (operators: number) =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: 'SET n = :x',
          ConditionExpression: operatorsOf(operators),
          ...one,
        }),
      );
    await update(299 - STAMP_SPACE.operators);
    await expect(update(299)).rejects.toEqual(noSpace);
    await expect(update(301)).rejects.toMatchObject({
      message: expect.stringContaining('operator count: 301'),
    });
  });

  it('is written with as many legacy updates as expressions can hold (fault D14)', async () => {
    const { client } = open();
    const Key = newKey();
    const update = (count: number) =>
      client.send(new UpdateItemCommand({ TableName, Key, AttributeUpdates: updatesOf(count) }));
    await update(310);
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    expect(Object.keys(Item ?? {})).toHaveLength(311);
    await expect(update(600)).rejects.toEqual(noSpace);
  });

  it('is refused where an item has no space for its stamp, and can be deleted still (fault D14)', async () => {
    const { client, lease } = open();
    const Key = newKey();
    const itemOf = (bytes: number): Record<string, AttributeValue> => {
      const own = Buffer.byteLength('pk') + Buffer.byteLength(Key.pk.S) + 1;
      return { ...Key, x: { S: 'x'.repeat(bytes - own) } };
    };
    const put = (bytes: number) => client.send(new PutItemCommand({ TableName, Item: itemOf(bytes) }));
    await put(409_600 - 130);
    await expect(put(409_600 - 20)).rejects.toEqual(noSpace);
    await expect(put(409_601)).rejects.toMatchObject({ name: 'ValidationException' });
    for (const route of [undefined, merging()]) {
      if (route !== undefined) lease.set(route);
      await service()
        .direct()
        .send(new PutItemCommand({ TableName, Item: itemOf(409_600) }));
      const { Attributes } = await client.send(
        new DeleteItemCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }),
      );
      expect(Object.keys(Attributes ?? {})).toEqual(expect.arrayContaining(['pk', 'x']));
    }
  });
});
