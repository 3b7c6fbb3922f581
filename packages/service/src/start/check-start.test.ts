import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteTableCommand,
  DescribeGlobalTableCommand,
  DescribeTableCommand,
} from '@aws-sdk/client-dynamodb';
import { RouteError } from '@understudy/route';
import { withLocalRegion } from '@understudy/sandbox';
import { parseTopology } from '@understudy/topology';
import { createService } from '../create-service.ts';
import { planService } from '../plan-service.ts';
import { openService, type OpenedService } from '../open-service.ts';
import { refuseGlobalTables } from '../refuse-global-tables.ts';
import { denyTable } from '../test-support/deny-table.ts';
import { A, B, openFreshService } from '../test-support/open-fresh-service.ts';
import { checkStart, type CheckStartOptions } from './check-start.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const opened: OpenedService[] = [];
const open = async (options?: { stream: boolean }) => {
  const { service } = await openFreshService(local(), options);
  opened.push(service);
  return service;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((service) => service.close()));
});

const start = (service: OpenedService, role: CheckStartOptions['role'] = 'replicator') =>
  checkStart(service, { role, file: '/etc/understudy/shop.yaml' });

/** Answers one command of a region's client in DynamoDB's place. */
function answer(service: OpenedService, region: string, command: unknown, with_: () => Promise<object>) {
  const client = service.dataClient(region);
  const send = client.send.bind(client);
  client.send = (async (sent: object, ...rest: []) =>
    sent instanceof (command as typeof DescribeTableCommand)
      ? with_()
      : send(sent as never, ...rest)) as never;
}

describe('checkStart', () => {
  it('tells every problem of a service that was never set up, each with a command to type (fault N4)', async () => {
    const service = await open();
    const error = await start(service).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'UND_SERVICE_STREAM_OFF', exit: 'refused' });
    const { what, details } = error as {
      what: string;
      details: { problems: { code: string; remedy: string }[] };
    };
    expect(what).toMatch(/^6 problems keep it from starting:\n/);
    expect(details.problems.map(({ code }) => code)).toEqual([
      'UND_SERVICE_STREAM_OFF',
      'UND_SERVICE_STREAM_OFF',
      'UND_SERVICE_OWN_TABLE_MISSING',
      'UND_SERVICE_OWN_TABLE_MISSING',
      'UND_SERVICE_OWN_TABLE_MISSING',
      'UND_ROUTE_NOT_FOUND',
    ]);
    for (const { remedy } of details.problems) {
      expect(remedy).toContain('`understudy setup -f /etc/understudy/shop.yaml`');
      expect(what).toContain(remedy);
    }
  });

  it('names a table that one region lacks, once everything else is there (fault N4)', async () => {
    const service = await open();
    await createService(service);
    await start(service);
    await service.dataClient(B).send(new DeleteTableCommand({ TableName: 'orders' }));
    await expect(start(service, 'gateway')).rejects.toMatchObject({
      code: 'UND_SERVICE_TABLE_MISSING',
      what: expect.stringContaining(`Table orders does not exist in ${B}.`),
    });
  });

  it('tries rights in both regions that are needed only after a move (fault D21)', async () => {
    const service = await open({ stream: true });
    await createService(service);
    denyTable(service.dataClient(B), 'understudy-tombstones', 'PutItemCommand');
    await expect(start(service, 'gateway')).rejects.toMatchObject({
      code: 'UND_SERVICE_NOT_ALLOWED',
      what: expect.stringContaining('dynamodb:PutItem on table understudy-tombstones'),
    });
  });

  it('starts where a region does not answer', async () => {
    const service = await open({ stream: true });
    await createService(service);
    service.dataClient(B).send = (async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    }) as never;
    await start(service);
  });
});

describe('a service without the table of the orchestrators', () => {
  it('starts all but them, also without a right to the table', async () => {
    const service = await open({ stream: true });
    await createService(service);
    const [witness] = service.controlClients;
    await witness?.send(new DeleteTableCommand({ TableName: 'understudy-control' }));
    await expect(start(service, 'orchestrator')).rejects.toMatchObject({
      code: 'UND_SERVICE_OWN_TABLE_MISSING',
      what: expect.stringContaining('no understudy-control'),
    });
    denyTable(witness, 'understudy-control');
    for (const role of ['gateway', 'replicator', 'mover'] as const) await start(service, role);
  });

  it('refuses an orchestrator that has no right to it', async () => {
    const service = await open({ stream: true });
    await createService(service);
    await start(service, 'orchestrator');
    denyTable(service.controlClients[0], 'understudy-control', 'DeleteItemCommand');
    await expect(start(service, 'orchestrator')).rejects.toMatchObject({
      code: 'UND_SERVICE_NOT_ALLOWED',
      what: expect.stringContaining('dynamodb:DeleteItem on table understudy-control'),
    });
  });
});

describe('a service without a route', () => {
  it.each([1, 3])(
    'is reported by its own code, also where reading the route failed before, %d times (fault N1)',
    async (failures) => {
      const service = await open({ stream: true });
      await createService(service);
      const other = openService(parseTopology(JSON.stringify({ ...service.topology, service: 'nosuch' })), {
        credentials: async () => service.credentials.keys(),
      });
      opened.push(other);
      const read = other.routeStore.read.bind(other.routeStore);
      let reads = 0;
      other.routeStore.read = async (signal) => {
        reads += 1;
        if (reads > failures) return read(signal);
        throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what: 'No answer within 1500 ms.' });
      };
      const error = await start(other).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'UND_ROUTE_NOT_FOUND', exit: 'notFound' });
      expect((error as Error).message).toContain('understudy setup -f /etc/understudy/shop.yaml');
    },
  );
});

describe('a table that is a replica of a DynamoDB global table', () => {
  const version2019 = async () => ({
    Table: { TableName: 'orders', KeySchema: [], AttributeDefinitions: [], GlobalTableVersion: '2019.11.21' },
  });
  const version2017 = async () => ({
    GlobalTableDescription: { ReplicationGroup: [{ RegionName: A }, { RegionName: B }] },
  });

  it.each([
    ['2019.11.21', DescribeTableCommand, version2019],
    ['2017.11.29', DescribeGlobalTableCommand, version2017],
  ])(
    'of version %s refuses a start, setup and a copy, with how to leave it (fault D9)',
    async (version, command, told) => {
      const service = await open({ stream: true });
      await createService(service);
      answer(service, A, command, told);
      const refusal = {
        code: 'UND_SERVICE_GLOBAL_TABLE',
        what: expect.stringContaining(`(version ${version})`),
      };
      const { problems } = await planService(service);
      expect(problems).toContainEqual(expect.objectContaining(refusal));
      await expect(refuseGlobalTables(service, 'orders')).rejects.toMatchObject(refusal);
      const error = await start(service).catch((thrown: unknown) => thrown);
      const { details } = error as { details: { problems: { code: string; remedy: string }[] } };
      const found = details.problems.find(({ code }) => code === refusal.code);
      expect(found?.remedy).toMatch(/`aws dynamodb update-(global-)?table --region .* --replica-updates .*`/);
    },
  );
});
