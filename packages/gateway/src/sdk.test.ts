import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DynamoDBClient,
  TransactionCanceledException,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { steady } from '@understudy/route/testing';
import { CERTIFICATE } from './test-support/certificate.ts';
import {
  LINES,
  ORDERS,
  STANDBY,
  withService,
  WRITER,
  type OpenedGateway,
} from './test-support/with-service.ts';
import { speak } from './test-support/speak.ts';

const service = withService({ beforeAll, afterAll });
const KEYS = new Map([['AKIDEXAMPLE', 'a secret that no region knows']]);
let opened: OpenedGateway;
let clients: DynamoDBClient[] = [];

/** The SDK against a gateway with TLS and keys: what it signs is what is verified. */
function open(secretAccessKey = KEYS.get('AKIDEXAMPLE') ?? '', more: DynamoDBClientConfig = {}) {
  const client = new DynamoDBClient({
    endpoint: opened.gateway.address,
    region: 'ap-southeast-2',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey },
    requestHandler: new NodeHttpHandler({ httpsAgent: { ca: CERTIFICATE.cert } }),
    ...more,
  });
  clients.push(client);
  return DynamoDBDocumentClient.from(client);
}

beforeAll(async () => {
  opened = await service().open({ tls: CERTIFICATE, keys: KEYS });
});

afterAll(() => {
  for (const client of clients) client.destroy();
  clients = [];
});

describe('the AWS SDK for JavaScript, over TLS and with keys', () => {
  it('writes and reads', async () => {
    const documents = open();
    const item = {
      pk: 'js',
      n: 1,
      bytes: Uint8Array.of(1, 255),
      set: new Set(['a']),
      nested: { list: [1, null, ''] },
    };
    await documents.send(new PutCommand({ TableName: ORDERS, Item: item }));
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: ORDERS,
        Key: { pk: 'js' },
        UpdateExpression: 'SET n = n + :one',
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toEqual({ ...item, n: 2 });
    const read = await documents.send(
      new GetCommand({ TableName: ORDERS, Key: { pk: 'js' }, ConsistentRead: true }),
    );
    expect(read.Item).toEqual({ ...item, n: 2 });
    expect(read.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1, requestId: expect.any(String) });
  });

  it('pages, and writes batches and transactions', async () => {
    const documents = open();
    const puts = Array.from({ length: 20 }, (_, sk) => ({ PutRequest: { Item: { pk: 'js', sk } } }));
    const batch = await documents.send(new BatchWriteCommand({ RequestItems: { [LINES]: puts } }));
    expect(batch.UnprocessedItems).toEqual({});
    const found: unknown[] = [];
    const query = {
      TableName: LINES,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': 'js' },
    };
    for await (const { Items = [] } of paginateQuery({ client: documents, pageSize: 6 }, query))
      found.push(...Items);
    expect(found).toEqual(puts.map(({ PutRequest }) => PutRequest.Item));
    const refused = documents.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: ORDERS, Item: { pk: 'js-2' } } },
          { Put: { TableName: ORDERS, Item: { pk: 'js' }, ConditionExpression: 'attribute_not_exists(pk)' } },
        ],
      }),
    );
    await expect(refused).rejects.toThrow(TransactionCanceledException);
    await expect(refused).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
  });
});

describe('the AWS SDK for JavaScript, when a request fails', () => {
  it('is throttled with a batch of which nothing was written', async () => {
    const fault = service()
      .cloud.region(WRITER)
      .faults.add({ kind: 'throttle', operations: ['PutItem'], times: 40 });
    const Item = { pk: 'js', sk: 99 };
    const batch = open().send(
      new BatchWriteCommand({
        RequestItems: { [LINES]: [{ PutRequest: { Item } }, { PutRequest: { Item: { ...Item, sk: 98 } } }] },
      }),
    );
    const outcome = await batch.catch((error: unknown) => (error as Error).name);
    await fault.lift();
    // Nothing was written at all: DynamoDB throttles the whole batch then.
    expect(outcome).toBe('ProvisionedThroughputExceededException');
  });

  it('follows the writer to the other region', async () => {
    await opened.setRoute(steady(STANDBY, 2));
    const documents = open();
    await documents.send(new PutCommand({ TableName: ORDERS, Item: { pk: 'moved' } }));
    const { directEndpoint } = service().cloud.region(STANDBY);
    const inRegion = {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=understudy/20261123/${STANDBY}/dynamodb/aws4_request, SignedHeaders=host, Signature=00`,
      },
    };
    const { json } = await speak(
      directEndpoint,
      'GetItem',
      { TableName: ORDERS, Key: { pk: { S: 'moved' } } },
      inRegion,
    );
    expect(json['Item']).toMatchObject({
      pk: { S: 'moved' },
      'understudy:v': { S: expect.stringMatching(/^0000000002\|eu-central-1/) },
    });
    await opened.setRoute(steady(WRITER, 3));
  });

  it('is refused with another secret, as DynamoDB refuses it', async () => {
    const refused = open('another secret').send(new PutCommand({ TableName: ORDERS, Item: { pk: 'no' } }));
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 400 },
    });
    const unknown = open(undefined, { credentials: { accessKeyId: 'UNKNOWN', secretAccessKey: 'x' } });
    await expect(
      unknown.send(new PutCommand({ TableName: ORDERS, Item: { pk: 'no' } })),
    ).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});
