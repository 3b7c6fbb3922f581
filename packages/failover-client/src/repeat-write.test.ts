import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { LocalRegion } from '@understudy/sandbox';
import { nativeStamp } from '@understudy/versions';
import { ORDERS, withService, WRITER } from './test-support/with-service.ts';
import { AMBIGUOUS } from './test-support/ambiguous.ts';
import { addOne, findItem, newKey, putItem } from './test-support/put-item.ts';

const service = withService({ beforeAll, afterAll });
const writer = (): LocalRegion => service().cloud.region(WRITER);

afterEach(async () => {
  await writer().faults.liftAll();
  if (writer().state !== 'running') await writer().restart();
});

const loseAnswer = () => writer().faults.add({ kind: 'reset', when: 'after', times: 1 });

describe('a write whose answer is lost', () => {
  it('is sent again where applying it twice is harmless', async () => {
    const { client } = service().open();
    const key = newKey();
    const fault = loseAnswer();
    const { $metadata } = await putItem(client, key);
    expect(fault.hits).toBe(1);
    expect($metadata.attempts).toBe(2);
    expect($metadata.totalRetryDelay).toBeGreaterThan(0);
    expect(await findItem(service().direct(), key)).toBeDefined();
  });

  it('is not sent again where it would count twice: the error says that it may have been applied', async () => {
    const { client } = service().open();
    const key = newKey();
    loseAnswer();
    await expect(addOne(client, key)).rejects.toEqual(AMBIGUOUS);
    expect((await findItem(service().direct(), key))?.n).toEqual({ N: '1' });
  });

  it('is not sent again where its answer would show its own effect', async () => {
    const { client } = service().open();
    const key = newKey();
    loseAnswer();
    await expect(putItem(client, key, { ReturnValues: 'ALL_OLD' })).rejects.toEqual(AMBIGUOUS);
  });

  it('is recognised by its stamp where its condition fails the second time', async () => {
    const { client } = service().open();
    const key = newKey();
    loseAnswer();
    const { $metadata } = await putItem(client, key, { ConditionExpression: 'attribute_not_exists(pk)' });
    expect($metadata.attempts).toBe(2);
    loseAnswer();
    const updated = await client.send(
      new UpdateItemCommand({
        TableName: ORDERS,
        Key: key,
        UpdateExpression: 'SET v = :v',
        ConditionExpression: 'attribute_not_exists(v)',
        ExpressionAttributeValues: { ':v': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(updated.Attributes).toEqual({ ...key, v: { N: '1' } });
  });
});

describe('a write whose answer is lost, and whose repeat fails', () => {
  it("is not mistaken for another's of the same millisecond", async () => {
    const { client } = service().open();
    const key = newKey();
    const fault = writer().faults.add({ kind: 'reset', when: 'before', times: 1 });
    const rival = service().direct();
    const unwatch = writer().watch(() => {
      // While the first attempt is lost, another client takes the key at the very same moment.
    });
    const sent = putItem(client, key, { ConditionExpression: 'attribute_not_exists(pk)' });
    const taken = putItem(rival, {
      ...key,
      'understudy:v': { S: nativeStamp(1, WRITER, Date.now(), 'rival') },
    });
    const outcome = await Promise.allSettled([sent, taken]).then(([first]) => first);
    unwatch();
    expect(fault.hits).toBe(1);
    expect(outcome).toMatchObject({ status: 'rejected', reason: AMBIGUOUS });
  });

  it('stays ambiguous where the condition of a delete fails the second time', async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(client, key);
    loseAnswer();
    await expect(
      client.send(
        new DeleteItemCommand({
          TableName: ORDERS,
          Key: key,
          ConditionExpression: 'attribute_exists(pk)',
        }),
      ),
    ).rejects.toEqual(AMBIGUOUS);
    expect(await findItem(service().direct(), key)).toBeUndefined();
  });

  it('carries the lost answer as its cause, not the refusal of the repeat', async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(client, key);
    loseAnswer();
    const sent = client.send(
      new DeleteItemCommand({ TableName: ORDERS, Key: key, ConditionExpression: 'attribute_exists(pk)' }),
    );
    await expect(sent).rejects.toMatchObject({
      cause: { code: 'ECONNRESET' },
      details: { repeat: 'ConditionalCheckFailedException', region: WRITER, epoch: 1 },
      $metadata: { attempts: 2 },
    });
  });
});

describe('a transaction whose answer is lost', () => {
  it('is applied once where it is a transaction, which has a token', async () => {
    const { client } = service().open();
    const key = newKey();
    const other = newKey();
    const fault = loseAnswer();
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName: ORDERS,
              Key: key,
              UpdateExpression: 'ADD n :one',
              ExpressionAttributeValues: { ':one': { N: '1' } },
            },
          },
          { Put: { TableName: ORDERS, Item: other } },
        ],
      }),
    );
    expect(fault.hits).toBe(1);
    expect((await findItem(service().direct(), key))?.n).toEqual({ N: '1' });
  });
});

describe('a transaction with a token of the caller’s', () => {
  it('is applied once, however often the caller sends it', async () => {
    const { client } = service().open();
    const key = newKey();
    const send = () =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: `token-${key.pk.S}`,
          TransactItems: [
            {
              Update: {
                TableName: ORDERS,
                Key: key,
                UpdateExpression: 'ADD n :one',
                ExpressionAttributeValues: { ':one': { N: '1' } },
              },
            },
          ],
        }),
      );
    await send();
    await send();
    expect((await findItem(service().direct(), key))?.n).toEqual({ N: '1' });
  });
});

describe.each([
  ['a reset on the way there', { kind: 'reset', when: 'before', times: 1 }],
  ['a server error', { kind: 'server-error', times: 1 }],
  ['a server error after the write', { kind: 'server-error', when: 'after', times: 1 }],
  ['a 503 without a body', { kind: 'server-error', status: 503, body: 'none', times: 1 }],
  ['a 503 with a body that is no JSON', { kind: 'server-error', status: 503, body: 'html', times: 1 }],
  ['an answer that is garbage', { kind: 'garbage', times: 1 }],
  ['an answer that is cut short', { kind: 'truncate', times: 1 }],
  ['an answer that stalls', { kind: 'stall', times: 1 }],
  ['silence', { kind: 'blackhole', times: 1 }],
  ['silence after the write', { kind: 'blackhole', when: 'after', times: 1 }],
] as const)('%s', (_what, fault) => {
  it('repeats writes that may be sent again, and reports the others as ambiguous', async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(client, key);
    writer().faults.add(fault);
    const { $metadata } = await putItem(client, { ...key, again: { BOOL: true } });
    expect($metadata.attempts).toBe(2);
    expect(await findItem(service().direct(), key)).toMatchObject({ again: { BOOL: true } });
    writer().faults.add(fault);
    await expect(addOne(client, key)).rejects.toEqual(AMBIGUOUS);
  });
});
