import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient, GetItemCommand, type GetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, type GetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { HandLease, steady } from '@understudy/route/testing';
import type { Topology } from '@understudy/topology';
import {
  FailoverDynamoDBClient,
  optionsFromTopology,
  type FailoverDynamoDBClientConfig,
  type UnderstudyOptions,
} from './index.ts';

const understudy: UnderstudyOptions = {
  service: 'shop',
  regions: { 'us-east-1': {}, 'eu-central-1': { endpoint: 'http://127.0.0.1:8000' } },
  tables: ['orders'],
  route: new HandLease(steady()),
  warmEveryMs: 0,
};

/** What the compiler takes and refuses; it is read by the type check, and never called. */
export async function forTheCompiler(client: FailoverDynamoDBClient, topology: Topology): Promise<void> {
  const plain: DynamoDBClient = client;
  const documents: DynamoDBDocumentClient = DynamoDBDocumentClient.from(client);
  const one: GetItemCommandOutput = await plain.send(
    new GetItemCommand({ TableName: 'orders', Key: { pk: { S: 'a' } } }),
  );
  const other: GetCommandOutput = await documents.send(
    new GetCommand({ TableName: 'orders', Key: { pk: 'a' } }),
    { abortSignal: AbortSignal.timeout(1) },
  );
  const configs: FailoverDynamoDBClientConfig[] = [
    { understudy, credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, useFipsEndpoint: true },
    { understudy: optionsFromTopology(topology, { reads: 'any' }), requestHandler: { socketTimeout: 5 } },
    { understudy: { ...understudy, route: { witness: { endpoints: [{ name: 'eu-west-1' }] } } } },
    // @ts-expect-error regions stand in `understudy`
    { understudy, region: 'us-east-1' },
    // @ts-expect-error endpoints too
    { understudy, endpoint: 'http://127.0.0.1:8000' },
    // @ts-expect-error the engine decides what is sent again
    { understudy, maxAttempts: 3 },
    // @ts-expect-error a client needs to know its service
    { understudy: { regions: {}, tables: [], route: new HandLease() } },
    // @ts-expect-error a word that is none of the three
    { understudy: { ...understudy, reads: 'everywhere' } },
  ];
  expect([one, other, configs]).toBeDefined();
}

describe('the client', () => {
  it('is a DynamoDBClient', () => {
    const client = new FailoverDynamoDBClient({ understudy });
    expect(client).toBeInstanceOf(DynamoDBClient);
    client.destroy();
  });
});
