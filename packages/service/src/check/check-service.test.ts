import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startTestCloud, type LocalCloud } from '@understudy/sandbox';
import { parseTopology } from '@understudy/topology';
import { createService } from '../create-service.ts';
import { openService, type OpenedService } from '../open-service.ts';
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
  service = openService(parseTopology(yaml), { credentials: CREDENTIALS });
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

  it('has a region that does not answer as a failed check, beside all others', async () => {
    await cloud.region(service.regions[1]).kill();
    const checks = await checkService(service);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([
      expect.objectContaining({ topic: 'reachable', where: service.regions[1] }),
    ]);
    expect(checks).toContainEqual(expect.objectContaining({ topic: 'route', outcome: 'passed' }));
  });
});
