import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { ListTablesCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListStreamsCommand, type DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { parseTopology } from '@understudy/topology';
import { openService } from './open-service.ts';

const directory = mkdtempSync(join(tmpdir(), 'understudy-endpoints-'));
const profile = join(directory, 'config');
writeFileSync(
  profile,
  [
    '[profile shop]',
    'services = local',
    '[services local]',
    ...['dynamodb', 'dynamodb_streams', 'sts'].flatMap((name) => [
      `${name} =`,
      '  endpoint_url = http://127.0.0.1:8000',
    ]),
  ].join('\n'),
);
const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** The host that a client sends to; nothing is sent. */
async function hostOf(client: DynamoDBClient | DynamoDBStreamsClient): Promise<string> {
  let host = '';
  (client as DynamoDBClient).middlewareStack.add(
    () => async (args) => {
      ({ hostname: host } = args.request as { readonly hostname: string });
      throw new Error('Nothing is sent.');
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const command =
    client.config.serviceId === 'DynamoDB' ? new ListTablesCommand({}) : new ListStreamsCommand({});
  const sent = (client as DynamoDBClient).send(command as ListTablesCommand);
  await expect(sent).rejects.toThrow('Nothing is sent.');
  return host;
}

const credentials = { accessKeyId: 'understudy', secretAccessKey: 'understudy' };

interface Region {
  readonly name: string;
  readonly endpoint?: string;
}

async function hostsOf(data: readonly [Region, Region], witness: Region) {
  const text = JSON.stringify({
    service: 'shop',
    regions: { data, witness: { endpoints: [witness] } },
    tables: [{ name: 'orders' }],
  });
  const service = openService(parseTopology(text), { credentials });
  const clients = [
    ...service.regions.map((region) => service.dataClient(region)),
    ...service.controlClients,
    ...service.regions.map((region) => service.streamsClient(region)),
    ...(await Promise.all(service.regions.map((region) => service.openLookClient(region)))),
  ];
  const hosts = await Promise.all(clients.map(hostOf));
  await service.close();
  return hosts;
}

describe('every client of a service', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['AWS_ENDPOINT_URL', { AWS_ENDPOINT_URL: 'http://127.0.0.1:8000' }],
    ['AWS_ENDPOINT_URL_DYNAMODB', { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' }],
    ['AWS_ENDPOINT_URL_DYNAMODB_STREAMS', { AWS_ENDPOINT_URL_DYNAMODB_STREAMS: 'http://127.0.0.1:8000' }],
    ['a services section', { AWS_CONFIG_FILE: profile, AWS_PROFILE: 'shop' }],
  ])('goes where the topology says, whatever %s says (fault D2)', async (_name, environment) => {
    Object.assign(process.env, environment);
    const data = [{ name: 'us-east-1' }, { name: 'eu-central-1' }] as const;
    expect(await hostsOf(data, { name: 'eu-west-1' })).toEqual([
      'dynamodb.us-east-1.amazonaws.com',
      'dynamodb.eu-central-1.amazonaws.com',
      'dynamodb.eu-west-1.amazonaws.com',
      'streams.dynamodb.us-east-1.amazonaws.com',
      'streams.dynamodb.eu-central-1.amazonaws.com',
      'dynamodb.us-east-1.amazonaws.com',
      'dynamodb.eu-central-1.amazonaws.com',
    ]);
  });

  it('uses FIPS and dual stack where the topology gives no endpoint, and its endpoint where it does (fault D2)', async () => {
    Object.assign(process.env, { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' });
    const data = [{ name: 'us-east-1' }, { name: 'us-west-2', endpoint: 'http://127.0.0.2:8000' }] as const;
    expect(await hostsOf(data, { name: 'us-east-2', endpoint: 'http://127.0.0.3:8000' })).toEqual([
      'dynamodb-fips.us-east-1.api.aws',
      '127.0.0.2',
      '127.0.0.3',
      expect.stringMatching(/us-east-1\.api\.aws$/),
      '127.0.0.2',
      'dynamodb-fips.us-east-1.api.aws',
      '127.0.0.2',
    ]);
  });
});
