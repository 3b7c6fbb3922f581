import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import { seededRandomness } from '@understudy/core/testing';
import { withLocalRegion } from '@understudy/sandbox';
import { decideTransition, firstRoute } from '@understudy/route';
import { createRoute } from '../create-route.ts';
import { fenceStoreContract } from '../testing/fence-store-contract.ts';
import { losingSender } from '../testing/losing-sender.ts';
import { routeStoreContract } from '../testing/route-store-contract.ts';
import type { Sender } from './ask-in-turn.ts';
import { DynamoFenceStore } from './dynamo-fence-store.ts';
import { DynamoRouteStore } from './dynamo-route-store.ts';
import { ensureFenceTable } from '../tables/ensure-fence-table.ts';
import { ensureRouteTable } from '../tables/ensure-route-table.ts';

const limits = { controlTimeoutMs: 1_500 };
const first = firstRoute({ regions: ['us-east-1', 'eu-central-1'], writer: 'us-east-1', atMs: 1_000 });
const claimed = decideTransition(first, {
  type: 'claim',
  kind: 'switchover',
  to: 'eu-central-1',
  moveId: 'm',
  reason: '',
  atMs: 0,
});

const region = withLocalRegion({ beforeAll, afterAll }, 'eu-west-1');
const settings: DynamoDBClientConfig = { maxAttempts: 1 };
let client: DynamoDBClient;
let services = 0;
const service = () => `service-${String((services += 1))}`;

beforeAll(async () => {
  client = region().client(settings);
  await Promise.all([ensureRouteTable(client), ensureRouteTable(client)]);
  await ensureFenceTable(client);
});

const routeStore = (senders: readonly Sender[] = [client], name = service()) =>
  new DynamoRouteStore({ service: name, senders, limits, randomness: seededRandomness(services) });
const fenceStore = (sender: Sender = client) =>
  new DynamoFenceStore({
    service: service(),
    senders: { 'us-east-1': sender, 'eu-central-1': new OtherService(sender) },
    limits,
  });

/** One region plays two: what goes through here is another service's. */
class OtherService implements Sender {
  readonly send: Sender['send'];

  constructor(inner: Sender) {
    this.send = ((command: { input: { Key?: object; Item?: object } }, ...more: []) => {
      const { Key, Item } = command.input;
      for (const named of [Key, Item] as ({ service?: { S?: string } } | undefined)[]) {
        if (named?.service?.S !== undefined && !named.service.S.endsWith('/other')) {
          named.service = { S: `${named.service.S}/other` };
        }
      }
      return inner.send(command as unknown as PutItemCommand, ...more);
    }) as Sender['send'];
  }
}

/** Nothing listens there. */
const nowhere = () =>
  new DynamoDBClient({ ...region().clientConfig(), ...settings, endpoint: 'http://127.0.0.1:1' });
const silent: Sender = { send: (() => new Promise(() => {})) as Sender['send'] };

describe('DynamoRouteStore on DynamoDB Local', () => {
  for (const { name, run } of routeStoreContract(async () => routeStore())) it(name, run);

  it('finds its own write whose answer was lost', async () => {
    const name = service();
    const store = routeStore([losingSender(client, 1)], name);
    expect(await store.create(first)).toMatchObject({ won: true, snapshot: { revision: 1 } });
    const again = routeStore([losingSender(client, 1)], name);
    expect(await again.compareAndSet(1, claimed)).toEqual({
      won: true,
      snapshot: { revision: 2, route: claimed },
    });
  });

  it("does not take another's write for its own, though it is the same", async () => {
    const name = service();
    const store = routeStore([client], name);
    await store.create(first);
    await store.compareAndSet(1, claimed);
    const late = routeStore([losingSender(client, 1)], name);
    expect(await late.compareAndSet(1, claimed)).toMatchObject({ won: false, snapshot: { revision: 2 } });
  });

  it('says so where it could not find out', async () => {
    const store = routeStore([losingSender(client, 2)]);
    await expect(store.create(first)).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_UNREACHABLE' });
    expect(await store.read()).toEqual({ revision: 1, route: first });
  });

  it('goes through its endpoints in order, past dead and silent ones, within the time limit', async () => {
    const store = routeStore([nowhere(), silent, client]);
    expect(await store.create(first)).toMatchObject({ won: true });
    expect(await store.read()).toMatchObject({ revision: 1 });
    await expect(routeStore([nowhere(), silent]).read()).rejects.toMatchObject({
      code: 'UND_ROUTE_STORE_UNREACHABLE',
    });
  });

  it('tells a store that refuses from one that is away', async () => {
    const store = new DynamoRouteStore({ service: service(), senders: [client], limits, table: 'nothing' });
    await expect(store.read()).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_REFUSED' });
    await expect(store.create(first)).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_REFUSED' });
    expect(() => routeStore([])).toThrow('UND_ROUTE_OPTIONS_INVALID');
  });

  it('refuses an item that is no route', async () => {
    const name = service();
    const item = { service: { S: name }, revision: { N: '1' } };
    await client.send(new PutItemCommand({ TableName: 'understudy-route', Item: item }));
    await expect(routeStore([client], name).read()).rejects.toMatchObject({ code: 'UND_ROUTE_CORRUPT' });
  });
});

describe('DynamoFenceStore on DynamoDB Local', () => {
  for (const { name, run } of fenceStoreContract(async () => fenceStore())) it(name, run);

  it('writes again where an answer was lost, and says so where none comes', async () => {
    const fence = { epoch: 1, writer: 'us-east-1', revision: 1 };
    expect(await fenceStore(losingSender(client, 1)).write('us-east-1', fence)).toBe(true);
    const dead = fenceStore(nowhere());
    await expect(dead.write('us-east-1', fence)).rejects.toMatchObject({
      code: 'UND_ROUTE_FENCE_UNREACHABLE',
    });
    await expect(dead.read('us-east-1')).rejects.toMatchObject({ code: 'UND_ROUTE_FENCE_UNREACHABLE' });
    await expect(dead.read('mars')).rejects.toMatchObject({ code: 'UND_ROUTE_OPTIONS_INVALID' });
  });
});

describe('the tables', () => {
  it('are refused where another key has their name', async () => {
    await client.send(
      new CreateTableCommand({
        TableName: 'taken',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await expect(ensureRouteTable(client, { table: 'taken' })).rejects.toMatchObject({
      code: 'UND_ROUTE_TABLE_MISMATCH',
    });
  });
});

describe('createRoute', () => {
  it('makes no first route for a service whose fences say that it had one (fault D17)', async () => {
    const fences = fenceStore();
    await fences.write('eu-central-1', { epoch: 7, writer: 'eu-central-1', revision: 40 });
    const asked = createRoute({
      store: routeStore(),
      fences,
      regions: first.regions,
      writer: 'us-east-1',
      atMs: 1_000,
    });
    await expect(asked).rejects.toMatchObject({ code: 'UND_ROUTE_LOST' });
  });

  it('creates the route and the fences once, and writes fences that are missing', async () => {
    const store = routeStore();
    const fences = fenceStore();
    const options = { store, fences, regions: first.regions, writer: 'us-east-1', atMs: 1_000 };
    expect(await createRoute(options)).toEqual({ revision: 1, route: first });
    const fence = { epoch: 1, writer: 'us-east-1', revision: 1, route: first };
    expect([await fences.read('us-east-1'), await fences.read('eu-central-1')]).toEqual([fence, fence]);

    await store.compareAndSet(1, claimed);
    const bare = fenceStore();
    const stored = await createRoute({ ...options, fences: bare, writer: 'eu-central-1' });
    expect(stored).toEqual({ revision: 2, route: claimed });
    expect(await bare.read('eu-central-1')).toEqual({
      epoch: 2,
      writer: 'eu-central-1',
      revision: 2,
      moveId: 'm',
      route: claimed,
    });
  });
});
