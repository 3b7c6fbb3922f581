import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ConditionalCheckFailedException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { deadlineAfter, systemClock } from '@understudy/core';
import { RecordingTelemetry } from '@understudy/core/testing';
import { moving, steady } from '@understudy/route/testing';
import type { LocalRegion } from '@understudy/sandbox';
import { nativeStamp } from '@understudy/versions';
import { ORDERS, QUICK, STANDBY, withService, WRITER } from './test-support/with-service.ts';
import { AMBIGUOUS, NOT_APPLIED } from './test-support/ambiguous.ts';
import { addOne, findItem, newKey, putItem, type Item } from './test-support/put-item.ts';

const service = withService({ beforeAll, afterAll });
const writer = (): LocalRegion => service().cloud.region(WRITER);

/** The operations that reach the writer while `action` runs. */
async function operations(action: () => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const unwatch = writer().watch(({ operation = '' }) => seen.push(operation));
  await action();
  unwatch();
  return seen;
}

afterEach(async () => {
  await writer().faults.liftAll();
  if (writer().state !== 'running') await writer().restart();
});

describe('a write that was not sent', () => {
  it('is sent again, whatever its kind, once the region answers', async () => {
    const { client } = service().open();
    const key = newKey();
    const fault = writer().faults.add({ kind: 'refuse', existing: 'reset' });
    const sent = addOne(client, key);
    setTimeout(() => void fault.lift(), 300);
    const { $metadata } = await sent;
    expect($metadata.attempts).toBeGreaterThan(1);
    expect((await findItem(service().direct(), key))?.n).toEqual({ N: '1' });
  });

  it('fails at its deadline and says that it was not applied', async () => {
    const { client } = service().open();
    writer().faults.add({ kind: 'refuse', existing: 'reset' });
    await expect(addOne(client, newKey())).rejects.toEqual(NOT_APPLIED);
  });

  it('is sent again where the name of the region is not found', async () => {
    const region = writer();
    const { client } = service().open({
      sdk: { requestHandler: region.namedClientConfig().requestHandler },
      understudy: {
        regions: {
          [WRITER]: { endpoint: region.namedEndpoint },
          [STANDBY]: { endpoint: region.namedEndpoint },
        },
      },
    });
    const key = newKey();
    const fault = region.faults.add({ kind: 'name', code: 'ENOTFOUND', times: 2 });
    await addOne(client, key);
    expect(fault.hits).toBe(2);
    expect((await findItem(service().direct(), key))?.n).toEqual({ N: '1' });
  });
});

describe('a paused region', () => {
  it('applies requests later: a harmless repeat is answered when the region resumes', async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(client, newKey());
    writer().pause();
    const sent = putItem(client, key);
    setTimeout(() => writer().resume(), 1.8 * QUICK.attemptTimeoutMs);
    expect((await sent).$metadata.attempts).toBeGreaterThan(1);
    expect(await findItem(service().direct(), key)).toBeDefined();
  });

  it('makes a write ambiguous that is not answered by the deadline', async () => {
    const { client } = service().open();
    await putItem(client, newKey());
    writer().pause();
    await expect(putItem(client, newKey())).rejects.toEqual(AMBIGUOUS);
    writer().resume();
  });
});

describe('a killed writer', () => {
  it('makes writes wait for the route, and the next writer accepts them', async () => {
    const { client, lease } = service().open();
    const key = newKey();
    await putItem(client, key);
    await writer().kill();
    const sent = Promise.all([putItem(client, key), addOne(client, newKey()), putItem(client, newKey())]);
    setTimeout(() => lease.set(steady(STANDBY, 2)), 500);
    for (const { $metadata } of await sent) {
      expect($metadata).toMatchObject({ understudy: { region: STANDBY, role: 'writer', epoch: 2 } });
    }
    expect((await findItem(service().direct(STANDBY), key))?.['understudy:v']?.S).toMatch(
      /^0000000002\|eu-central-1/,
    );
  });
});

describe('throttling and conflicts with transactions', () => {
  it.each([
    ['throttling', { kind: 'throttle' }, 'ProvisionedThroughputExceededException'],
    ['throttling by another name', { kind: 'throttle', code: 'ThrottlingException' }, 'ThrottlingException'],
    ['a conflict', { kind: 'transaction-conflict' }, 'TransactionConflictException'],
  ] as const)(
    '%s is repeated a few times in the same region, then returned to the caller',
    async (_what, fault, name) => {
      const { client } = service().open();
      const key = newKey();
      writer().faults.add({ ...fault, times: 3 });
      const { $metadata } = await addOne(client, key);
      expect($metadata).toMatchObject({ attempts: 4, understudy: { region: WRITER } });
      expect((await findItem(service().direct(), key))?.n).toEqual({ N: '1' });
      const lasting = writer().faults.add(fault);
      await expect(addOne(client, key)).rejects.toMatchObject({ name });
      expect(lasting.hits).toBe(4);
    },
  );

  it('are repeated for a transaction, too', async () => {
    const { client } = service().open();
    writer().faults.add({ kind: 'transaction-conflict', times: 2 });
    const { $metadata } = await client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: ORDERS, Item: newKey() } }] }),
    );
    expect($metadata.attempts).toBe(3);
  });
});

describe("the caller's own errors", () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ItemCollectionSizeLimitExceededException'])(
    '%s is returned at once',
    async (code) => {
      const { client } = service().open();
      const fault = writer().faults.add({ kind: 'error', code, message: 'no' });
      await expect(putItem(client, newKey())).rejects.toMatchObject({ name: code, $fault: 'client' });
      expect(fault.hits).toBe(1);
    },
  );

  it.each(['UnrecognizedClientException', 'ExpiredTokenException', 'ResourceNotFoundException'])(
    '%s is an error of the configuration: returned without trying another region',
    async (code) => {
      const { client } = service().open();
      const fault = writer().faults.add({ kind: 'error', code, message: 'no' });
      await expect(putItem(client, newKey())).rejects.toMatchObject({ name: code });
      expect(fault.hits).toBe(1);
    },
  );

  it('keeps its class', async () => {
    const { client } = service().open();
    const sent = putItem(client, newKey(), { ConditionExpression: 'attribute_exists(pk)' });
    await expect(sent).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  });
});

describe('the lease', () => {
  it('is needed for every write: nothing is sent without one', async () => {
    const { client, lease } = service().open();
    lease.lose();
    const seen = await operations(async () => {
      const sent = putItem(client, newKey());
      await new Promise((resolve) => setTimeout(resolve, 100));
      lease.set(steady());
      await sent;
    });
    expect(seen).toEqual(['PutItem']);
  });

  it('is checked just before sending', async () => {
    const { client, lease } = service().open();
    let delayMs = 150;
    client.middlewareStack.add(
      (next) => async (args) => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        return next(args);
      },
      { name: 'slow', step: 'finalizeRequest' },
    );
    lease.set(steady(), deadlineAfter(50, systemClock()));
    const seen = await operations(async () => {
      const sent = putItem(client, newKey());
      await new Promise((resolve) => setTimeout(resolve, 300));
      delayMs = 0;
      lease.set(steady(STANDBY, 2));
      expect((await sent).$metadata).toMatchObject({ understudy: { region: STANDBY } });
    });
    expect(seen).toEqual([]);
  });

  it('that cannot be renewed makes a write fail at its deadline, with the error of the control store as the cause', async () => {
    const { client, lease } = service().open();
    lease.lose();
    await expect(putItem(client, newKey())).rejects.toEqual(NOT_APPLIED);
    expect(lease.refreshes).toBeGreaterThan(0);
  });

  it('on a route that knows other regions is an error of the configuration', async () => {
    const { client, lease } = service().open();
    lease.set({ ...steady(), writer: 'ap-south-1' });
    await expect(putItem(client, newKey())).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_REGION_UNKNOWN',
    });
  });
});

describe('a planned switch', () => {
  it('makes writes wait and fails none of them', async () => {
    const { client, lease } = service().open();
    const keys = Array.from({ length: 20 }, newKey);
    lease.set(moving());
    const sent = Promise.all(keys.map((key) => addOne(client, key)));
    setTimeout(() => lease.set(steady(STANDBY, 2)), 400);
    for (const { $metadata } of await sent) {
      expect($metadata).toMatchObject({ attempts: 1, understudy: { region: STANDBY, epoch: 2 } });
    }
  });
});

describe('a write of an earlier epoch', () => {
  const later = (epoch: number) => ({ 'understudy:v': { S: nativeStamp(epoch, STANDBY, 1, 'later') } });

  it('is refused by the item itself; the route is read again and the write continues', async () => {
    const telemetry = new RecordingTelemetry();
    const { client, lease } = service().open({ understudy: { telemetry } });
    const key = newKey();
    await putItem(service().direct(), { ...key, ...later(2) });
    lease.pending = steady(WRITER, 3);
    const { $metadata } = await addOne(client, key);
    expect($metadata).toMatchObject({ attempts: 2, understudy: { epoch: 3 } });
    expect(await findItem(service().direct(), key)).toMatchObject({ n: { N: '1' } });
    expect(telemetry.events.map(({ name }) => name)).toContain('client.stale_epoch_refused');
  });

  it('is not applied, in a transaction as a whole', async () => {
    const { client } = service().open();
    const [key, other] = [newKey(), newKey()];
    await putItem(service().direct(), { ...key, ...later(2) });
    await expect(
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: ORDERS, Item: other } },
            { Delete: { TableName: ORDERS, Key: key } },
          ],
        }),
      ),
    ).rejects.toEqual(NOT_APPLIED);
    expect(await findItem(service().direct(), other)).toBeUndefined();
    expect(await findItem(service().direct(), key)).toBeDefined();
  });

  it("is distinguished from the caller's own failed condition", async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(client, key);
    await expect(
      putItem(client, key, { ConditionExpression: 'attribute_not_exists(pk)' }),
    ).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
  });

  it('is also refused by an invalid stamp, with an error that says so', async () => {
    const { client } = service().open();
    const key = newKey();
    await putItem(service().direct(), { ...key, 'understudy:v': { N: '1' } });
    await expect(putItem(client, key)).rejects.toMatchObject({ code: 'UND_VERSIONS_STAMP_INVALID' });
  });
});

describe('an update that only removes', () => {
  const remove = (client: DynamoDBClient, Key: Item, more = {}) =>
    client.send(new UpdateItemCommand({ TableName: ORDERS, Key, UpdateExpression: 'REMOVE n', ...more }));

  it('creates no item, as on AWS', async () => {
    const { client } = service().open();
    const key = newKey();
    const { Attributes } = await remove(client, key, { ReturnValues: 'ALL_NEW' });
    expect(Attributes).toBeUndefined();
    expect(await findItem(service().direct(), key)).toBeUndefined();
  });

  it('still checks its condition', async () => {
    const { client } = service().open();
    const key = newKey();
    await remove(client, key, { ConditionExpression: 'attribute_not_exists(n)' });
    expect(await findItem(service().direct(), key)).toBeUndefined();
    await expect(remove(client, key, { ConditionExpression: 'attribute_exists(n)' })).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
  });

  it('creates none in a transaction either, and the other parts are applied', async () => {
    const { client } = service().open();
    const [key, other] = [newKey(), newKey()];
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Update: { TableName: ORDERS, Key: key, UpdateExpression: 'REMOVE n' } },
          { Put: { TableName: ORDERS, Item: other } },
        ],
      }),
    );
    expect(await findItem(service().direct(), key)).toBeUndefined();
    expect(await findItem(service().direct(), other)).toBeDefined();
  });
});
