import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { startTestCloud, type LocalCloud } from '@understudy/sandbox';
import { parseTopology } from '@understudy/topology';
import { createService } from '../create-service.ts';
import { openService, type OpenedService } from '../open-service.ts';
import { PATIENT_CLIENTS } from '../patient-clients.ts';
import { denyTable } from '../test-support/deny-table.ts';
import { checkService } from './check-service.ts';

const CREDENTIALS = { accessKeyId: 'understudy', secretAccessKey: 'understudy' };

let cloud: LocalCloud;
let service: OpenedService;

beforeAll(async () => {
  cloud = await startTestCloud({ regions: ['us-east-1', 'eu-central-1'], witness: 'eu-west-1' });
  const data = cloud.regions.filter(({ name }) => name !== cloud.witness.name);
  const yaml = [
    'service: shop',
    'regions:',
    '  data:',
    ...data.map(({ name, endpoint }) => `    - { name: ${name}, endpoint: "${endpoint}" }`),
    '  witness:',
    `    endpoints: [{ name: ${cloud.witness.name}, endpoint: "${cloud.witness.endpoint}" }]`,
    'tables: [{ name: orders }]',
  ].join('\n');
  service = openService(parseTopology(yaml), { credentials: CREDENTIALS, ...PATIENT_CLIENTS });
  await service.dataClient(service.regions[0]).send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'day', AttributeType: 'N' },
      ],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-day',
          KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
});

afterAll(async () => {
  await service.close();
  await cloud.stop();
});

describe('a service before and after its setup', () => {
  it('has nothing that failed, and what is missing is what setup creates', async () => {
    const before = await checkService(service);
    expect(before.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')).toEqual([]);
    expect(before.filter(({ outcome }) => outcome === 'missing').map(({ topic }) => topic)).toEqual([
      'table',
      'stream',
      'own-table',
      'own-table',
      'own-table',
      'route',
    ]);

    await createService(service);
    const after = await checkService(service);
    expect(after.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    const topics = new Set(after.map(({ topic }) => topic));
    expect(topics).toEqual(
      new Set([
        'reachable',
        'clock',
        'table',
        'keys',
        'indexes',
        'settings',
        'stream',
        'rights',
        'own-table',
        'route',
      ]),
    );
  });

  it('has the table in both regions, with its index', async () => {
    const { Table } = await service
      .dataClient(service.regions[1])
      .send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['by-day']);
  });

  it('is not changed by a check', async () => {
    const client = service.dataClient(service.regions[0]);
    await client.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: 'o-1' } } }));
    await checkService(service);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table?.ItemCount).toBe(1);
  });
});

describe('what a service may lack', () => {
  it('names the table of the orchestrators where it is missing, and passes every other check', async () => {
    const [witness] = service.controlClients;
    await witness?.send(new DeleteTableCommand({ TableName: 'understudy-control' }));
    const checks = await checkService(service, { file: 'shop.yaml' });
    expect(checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([
      {
        topic: 'own-table',
        where: 'eu-west-1',
        outcome: 'missing',
        code: 'UND_SERVICE_OWN_TABLE_MISSING',
        what: 'eu-west-1 has no understudy-control.',
        remedy: 'Run `understudy setup -f shop.yaml`, which creates them.',
      },
    ]);
    for (const role of ['gateway', 'replicator', 'mover', 'observer'] as const) {
      const ofRole = await checkService(service, { role });
      expect(ofRole.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    }
  });

  it('warns where these credentials may not look at that table, and looks at everything else', async () => {
    const narrow = openService(service.topology, { credentials: CREDENTIALS });
    denyTable(narrow.controlClients[0], 'understudy-control');
    const checks = await checkService(narrow);
    expect(checks.filter(({ outcome }) => outcome !== 'passed')).toMatchObject([
      {
        topic: 'own-table',
        outcome: 'warning',
        code: 'UND_SERVICE_NOT_ALLOWED',
        table: 'understudy-control',
      },
    ]);
    expect(checks).toContainEqual(expect.objectContaining({ topic: 'route', outcome: 'passed' }));
    denyTable(narrow.controlClients[0], 'understudy-route');
    const denied = await checkService(narrow);
    expect(denied.filter(({ outcome }) => outcome === 'failed').map(({ topic }) => topic)).toEqual([
      'reachable',
    ]);
    await narrow.close();
  });

  it('asks for no right that no role needs', async () => {
    const narrow = openService(service.topology, { credentials: CREDENTIALS });
    denyTable(narrow.controlClients[0], 'understudy-route', 'DeleteItemCommand');
    denyTable(narrow.controlClients[0], 'understudy-route', 'UpdateItemCommand');
    const checks = await checkService(narrow);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    denyTable(narrow.controlClients[0], 'understudy-route', 'PutItemCommand');
    expect(await checkService(narrow)).toContainEqual(
      expect.objectContaining({ topic: 'rights', outcome: 'failed', table: 'understudy-route' }),
    );
    await narrow.close();
  });
});

describe('a region that does not answer', () => {
  it('is a failed check, beside all others', async () => {
    await cloud.region(service.regions[1]).kill();
    const checks = await checkService(service);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([
      expect.objectContaining({ topic: 'reachable', where: service.regions[1] }),
    ]);
    expect(checks).toContainEqual(expect.objectContaining({ topic: 'route', outcome: 'passed' }));
  });
});
