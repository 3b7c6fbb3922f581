import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { withLocalRegion, prepareTable } from '@understudy/sandbox';
import { createService } from './create-service.ts';
import type { OpenedService } from './open-service.ts';
import { planService } from './plan-service.ts';
import type { SetupStep } from './service-plan.ts';
import { A, B, openFreshService, WITNESS, type FreshService } from './test-support/open-fresh-service.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const opened: OpenedService[] = [];
const fresh = async (options?: { readonly stream?: boolean }): Promise<FreshService> => {
  const one = await openFreshService(local(), options);
  opened.push(one.service);
  return {
    ...one,
    again: () => {
      const service = one.again();
      opened.push(service);
      return service;
    },
  };
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((service) => service.close()));
});

const OWN = [
  'understudy-fence',
  'understudy-tombstones',
  'understudy-links',
  'understudy-ledger',
  'understudy-parked',
];

describe('planService', () => {
  it('names every step for a service that has only its tables, and changes nothing', async () => {
    const { service, clients } = await fresh();
    const { steps, problems } = await planService(service);
    expect(problems).toEqual([]);
    expect(steps).toEqual([
      ...['understudy-route', 'understudy-control'].map((table) => ({
        does: 'create-table',
        region: WITNESS,
        table,
      })),
      ...[A, B].flatMap((region) => OWN.map((table) => ({ does: 'create-table', region, table }))),
      ...[A, B].map((region) => ({ does: 'enable-expiry', region, table: 'understudy-tombstones' })),
      ...[A, B].map((region) => ({ does: 'enable-stream', region, table: 'orders' })),
      { does: 'write-route', writer: A },
      ...[A, B].map((region) => ({ does: 'write-fence', region })),
    ]);
    const { Table } = (await clients[A]?.send(new DescribeTableCommand({ TableName: 'orders' }))) ?? {};
    expect(Table?.StreamSpecification).toBeUndefined();
    expect((await planService(service)).steps).toHaveLength(steps.length);
  });
});

describe('createService', () => {
  it('creates everything, and leaves the items of the tables alone', async () => {
    const { service, clients } = await fresh();
    const Item = { id: { S: 'o-1' }, total: { N: '7' } };
    await clients[A]?.send(new PutItemCommand({ TableName: 'orders', Item }));
    const done: SetupStep[] = [];
    const report = await createService(service, { onStep: (step) => done.push(step) });
    expect(report.route).toMatchObject({ revision: 1, route: { phase: 'steady', epoch: 1, writer: A } });
    expect(done).toHaveLength(report.steps.length);
    expect(await planService(service)).toMatchObject({ steps: [], problems: [] });
    for (const client of Object.values(clients)) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
      expect(Table?.StreamSpecification).toEqual({
        StreamEnabled: true,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      });
      const expiry = await client.send(new DescribeTimeToLiveCommand({ TableName: 'understudy-tombstones' }));
      expect(expiry.TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt' });
    }
    const got = await clients[A]?.send(
      new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'o-1' } } }),
    );
    expect(got?.Item).toEqual(Item);
    expect(await service.fences.read(B)).toMatchObject({ epoch: 1, writer: A, revision: 1 });
  });

  it('shows the rights that harmless requests prove, and leaves no item behind', async () => {
    const { service, clients } = await fresh();
    const { rights } = await createService(service);
    expect(rights.filter(({ allowed }) => allowed !== 'yes')).toEqual([]);
    expect(rights.filter(({ region, table }) => region === A && table === 'orders')).toEqual(
      ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'DescribeStream'].map((action) => ({
        region: A,
        table: 'orders',
        action,
        allowed: 'yes',
      })),
    );
    const probe = { id: { S: 'understudy-check' } };
    const got = await clients[A]?.send(new GetItemCommand({ TableName: 'orders', Key: probe }));
    expect(got?.Item).toBeUndefined();
  });
});

describe('createService, run again', () => {
  it('does nothing the second time, and keeps a route that has moved on', async () => {
    const { service, again } = await fresh();
    const { route } = await createService(service);
    await service.routeStore.compareAndSet(route.revision, { ...route.route, merging: [] });
    const report = await createService(again());
    expect(report.steps).toEqual([]);
    expect(report.route.revision).toBe(route.revision + 1);
  });

  it('may run in several processes at once', async () => {
    const { service, again } = await fresh();
    const reports = await Promise.all([service, again(), again()].map((one) => createService(one)));
    expect(new Set(reports.map(({ route }) => route.revision))).toEqual(new Set([1]));
    expect(await planService(service)).toMatchObject({ steps: [], problems: [] });
  });

  it('continues where an interrupted run stopped', async () => {
    const { service, clients, again } = await fresh();
    await createService(service);
    await clients[B]?.send(new DeleteTableCommand({ TableName: 'understudy-ledger' }));
    await clients[A]?.send(new DeleteTableCommand({ TableName: 'understudy-fence' }));
    const report = await createService(again());
    expect(report.steps).toEqual([
      { does: 'create-table', region: A, table: 'understudy-fence' },
      { does: 'create-table', region: B, table: 'understudy-ledger' },
      { does: 'write-fence', region: A },
    ]);
  });
});

describe('a service that was set up before orchestrators were', () => {
  it('gets their table by the next setup, and keeps its route', async () => {
    const { service, again } = await fresh();
    const { route } = await createService(service);
    const [witness] = service.controlClients;
    await witness?.send(new DeleteTableCommand({ TableName: 'understudy-control' }));
    expect((await planService(service)).facts.route).toEqual(route);
    const report = await createService(again());
    expect(report.steps).toEqual([{ does: 'create-table', region: WITNESS, table: 'understudy-control' }]);
    expect(report.route).toEqual(route);
    const { Table } =
      (await witness?.send(new DescribeTableCommand({ TableName: 'understudy-control' }))) ?? {};
    expect(Table?.KeySchema).toEqual([
      { AttributeName: 'service', KeyType: 'HASH' },
      { AttributeName: 'entry', KeyType: 'RANGE' },
    ]);
  });
});

describe('createService, refusing', () => {
  it('refuses before it creates anything', async () => {
    const { service, clients } = await fresh();
    await clients[B]?.send(
      new UpdateTableCommand({
        TableName: 'orders',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      }),
    );
    await expect(createService(service)).rejects.toMatchObject({
      code: 'UND_SERVICE_STREAM_VIEW_WRONG',
      what: `The stream of table orders in ${B} shows KEYS_ONLY.`,
    });
    expect((await planService(service)).facts.witness).toMatchObject([
      { table: 'understudy-route', state: 'missing' },
      { table: 'understudy-control', state: 'missing' },
    ]);
  });

  it("refuses a table of another key under the name of one of Understudy's own", async () => {
    const { service, clients } = await fresh();
    const client = clients[A];
    if (client !== undefined) await prepareTable(client, { name: 'understudy-links', key: { id: 'S' } });
    await expect(createService(service)).rejects.toMatchObject({
      code: 'UND_SERVICE_TABLE_MISMATCH',
      what: `Table understudy-links in ${A} has the key HASH id S; it must be HASH link S, RANGE part S.`,
    });
  });
});
