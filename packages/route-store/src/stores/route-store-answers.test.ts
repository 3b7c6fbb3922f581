import { describe, expect, it } from '@jest/globals';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { seededRandomness } from '@understudy/core/testing';
import { encodeRoute, firstRoute, type StoredItem } from '@understudy/route';
import { scriptedSender } from '../testing/scripted-sender.ts';
import { DynamoFenceStore } from './dynamo-fence-store.ts';
import { DynamoRouteStore } from './dynamo-route-store.ts';

const route = firstRoute({ regions: ['us-east-1', 'eu-central-1'], writer: 'us-east-1', atMs: 1_000 });
const stored = (writeId: string) => encodeRoute('shop', { revision: 4, route, writeId });
const lost = (Item?: StoredItem) =>
  Object.assign(new ConditionalCheckFailedException({ message: 'lost', $metadata: {} }), { Item });
const hangUp = new Error('socket hang up');

const openStore = (...answers: readonly object[]) => {
  const { sender, sent } = scriptedSender(...answers);
  const limits = { controlTimeoutMs: 60_000 };
  const randomness = seededRandomness(7);
  return { sent, store: new DynamoRouteStore({ service: 'shop', senders: [sender], limits, randomness }) };
};
const OWN = seededRandomness(7).unique();

describe('a read of the route', () => {
  it('is strongly consistent and can be ended', async () => {
    const { store, sent } = openStore({ Item: stored('w') });
    expect(await store.read()).toEqual({ revision: 4, route });
    expect(sent).toMatchObject([{ input: { ConsistentRead: true }, abortSignal: expect.any(AbortSignal) }]);
  });

  it('is an error where nothing is stored or no answer comes', async () => {
    await expect(openStore({}).store.read()).rejects.toMatchObject({ code: 'UND_ROUTE_NOT_FOUND' });
    for (const [error, errors] of [
      [hangUp, [hangUp]],
      [lost(), []],
    ] as const)
      await expect(openStore(error).store.read()).rejects.toMatchObject({
        code: 'UND_ROUTE_STORE_UNREACHABLE',
        cause: { errors },
      });
  });
});

describe('a write of the route', () => {
  it('has its condition, asks for the route that refuses it, and can be ended', async () => {
    const { store, sent } = openStore({}, {});
    expect(await store.create(route)).toEqual({ won: true, snapshot: { revision: 1, route } });
    expect(await store.compareAndSet(4, route)).toEqual({ won: true, snapshot: { revision: 5, route } });
    const each = { abortSignal: expect.any(AbortSignal) };
    const asksOld = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect(sent).toMatchObject([
      { ...each, input: { ...asksOld, ConditionExpression: 'attribute_not_exists(#service)' } },
      { ...each, input: { ...asksOld, ConditionExpression: '#revision = :expected' } },
    ]);
  });

  it('finds its own write, whose answer was lost, by its text', async () => {
    const snapshot = { revision: 4, route };
    expect(await openStore(hangUp, lost(stored(OWN))).store.create(route)).toEqual({ won: true, snapshot });
    expect(await openStore(lost(stored('w'))).store.create(route)).toEqual({ won: false, snapshot });
  });

  it('is an error where the service has no route or no answer comes', async () => {
    await expect(openStore(lost()).store.compareAndSet(4, route)).rejects.toMatchObject({
      code: 'UND_ROUTE_NOT_FOUND',
    });
    await expect(openStore(hangUp, hangUp).store.create(route)).rejects.toMatchObject({
      code: 'UND_ROUTE_STORE_UNREACHABLE',
      cause: { errors: [hangUp, hangUp] },
    });
  });
});

it('a store without an endpoint, and the fence of a region without one, are refused as options', async () => {
  const invalid = { code: 'UND_ROUTE_OPTIONS_INVALID' };
  const limits = { controlTimeoutMs: 60_000 };
  expect(() => new DynamoRouteStore({ service: 'shop', senders: [], limits })).toThrow(
    expect.objectContaining(invalid),
  );
  const fences = new DynamoFenceStore({ service: 'shop', senders: {}, limits });
  await expect(fences.read('us-east-1')).rejects.toMatchObject(invalid);
});
