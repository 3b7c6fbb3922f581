import { describe, expect, it } from '@jest/globals';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { encodeFence, type StoredItem } from '@understudy/route';
import { scriptedSender } from '../testing/scripted-sender.ts';
import { DynamoFenceStore } from './dynamo-fence-store.ts';

const REGION = 'us-east-1';
const fence = { epoch: 2, writer: 'eu-central-1', revision: 9, moveId: 'm' };
const stored = (region: string) => encodeFence('shop', region, fence);
const lost = (Item?: StoredItem) =>
  Object.assign(new ConditionalCheckFailedException({ message: 'lost', $metadata: {} }), { Item });
const hangUp = new Error('socket hang up');

const openStore = (...answers: readonly object[]) => {
  const { sender, sent } = scriptedSender(...answers);
  const limits = { controlTimeoutMs: 60_000 };
  return { sent, store: new DynamoFenceStore({ service: 'shop', senders: { [REGION]: sender }, limits }) };
};

describe('a read of a fence', () => {
  it('is strongly consistent and can be ended', async () => {
    const { store, sent } = openStore({ Item: stored(REGION) });
    expect(await store.read(REGION)).toEqual(fence);
    expect(sent).toMatchObject([
      {
        input: { Key: { service: { S: 'shop' } }, ConsistentRead: true },
        abortSignal: expect.any(AbortSignal),
      },
    ]);
  });

  it('takes a fence that names no region, as earlier releases wrote it, and refuses one of another', async () => {
    const { region: _region, ...unnamed } = stored(REGION);
    expect(await openStore({ Item: unnamed }).store.read(REGION)).toEqual(fence);
    await expect(openStore({ Item: stored('mars') }).store.read(REGION)).rejects.toMatchObject({
      code: 'UND_ROUTE_FENCE_MISPLACED',
    });
  });

  it('gives nothing where no fence is, and an error where no answer comes', async () => {
    expect(await openStore({}).store.read(REGION)).toBeUndefined();
    for (const [error, errors] of [
      [hangUp, [hangUp]],
      [lost(), []],
    ] as const)
      await expect(openStore(error).store.read(REGION)).rejects.toMatchObject({
        code: 'UND_ROUTE_FENCE_UNREACHABLE',
        cause: { errors },
      });
  });
});

describe('a write of a fence', () => {
  it('asks for the fence that refuses it, and can be ended', async () => {
    const { store, sent } = openStore({});
    expect(await store.write(REGION, fence)).toBe(true);
    expect(sent).toMatchObject([
      {
        input: { Item: stored(REGION), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
        abortSignal: expect.any(AbortSignal),
      },
    ]);
  });

  it('is refused by a later fence, and by one of another region with an error', async () => {
    expect(await openStore(lost(stored(REGION))).store.write(REGION, fence)).toBe(false);
    expect(await openStore(lost()).store.write(REGION, fence)).toBe(false);
    await expect(openStore(lost(stored('mars'))).store.write(REGION, fence)).rejects.toMatchObject({
      code: 'UND_ROUTE_FENCE_MISPLACED',
    });
  });

  it('is an error where no answer comes, twice', async () => {
    await expect(openStore(hangUp, hangUp).store.write(REGION, fence)).rejects.toMatchObject({
      code: 'UND_ROUTE_FENCE_UNREACHABLE',
      cause: { errors: [hangUp, hangUp] },
    });
  });
});
