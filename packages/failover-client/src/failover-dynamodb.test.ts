import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DynamoDB,
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  waitUntilTableExists,
  type PutItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { HandLease, moving, steady } from '@understudy/route/testing';
import { FailoverDynamoDB } from './failover-dynamodb.ts';
import { LINES, ORDERS, STANDBY, withService, WRITER, type Service } from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });
let dynamodb: FailoverDynamoDB;
let lease: HandLease;

beforeAll(() => {
  ({ dynamodb, lease } = open(service()));
});
afterAll(() => {
  dynamodb.destroy();
});

function open({ cloud }: Service): { readonly dynamodb: FailoverDynamoDB; readonly lease: HandLease } {
  const route = new HandLease(steady());
  const endpointOf = (name: string) => ({ endpoint: cloud.region(name).endpoint });
  const opened = new FailoverDynamoDB({
    credentials: cloud.region(WRITER).clientConfig().credentials,
    understudy: {
      service: 'shop',
      regions: { [WRITER]: endpointOf(WRITER), [STANDBY]: endpointOf(STANDBY) },
      tables: [ORDERS, LINES],
      route,
      warmEveryMs: 0,
    },
  });
  return { dynamodb: opened, lease: route };
}

/** The raw item, with its stamp. */
async function stored(pk: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const read = new GetItemCommand({ TableName: ORDERS, Key: { pk: { S: pk } }, ConsistentRead: true });
  return (await service().direct().send(read)).Item;
}

describe('FailoverDynamoDB', () => {
  it('is a DynamoDB of the SDK, and a DynamoDBClient (fault G7)', () => {
    const aggregated: DynamoDB = dynamodb;
    expect(aggregated).toBeInstanceOf(DynamoDB);
    expect(aggregated).toBeInstanceOf(DynamoDBClient);
  });

  it('has a method for each operation, which stamps writes and strips stamps from answers (fault G7)', async () => {
    const Item = { pk: { S: 'method' }, n: { N: '1' } };
    const written: PutItemCommandOutput = await dynamodb.putItem({ TableName: ORDERS, Item });
    expect(written.$metadata).toMatchObject({ understudy: { region: WRITER, epoch: 1 } });
    expect(await stored('method')).toHaveProperty('understudy:v');
    const Key = { pk: Item.pk };
    expect((await dynamodb.getItem({ TableName: ORDERS, Key })).Item).toEqual(Item);
    expect(
      (await dynamodb.deleteItem({ TableName: ORDERS, Key, ReturnValues: 'ALL_OLD' })).Attributes,
    ).toEqual(Item);
  });

  it('takes callbacks, as the SDK does (fault G7)', async () => {
    const listed = new Promise((resolve, reject) => {
      dynamodb.listTables({}, (error, data) => {
        if (error === null || error === undefined) resolve(data?.TableNames);
        else reject(error as Error);
      });
    });
    await expect(listed).resolves.toContain(ORDERS);
  });
});

describe('users of a FailoverDynamoDB', () => {
  it('may be paginators and waiters (fault G7)', async () => {
    for (const n of ['1', '2', '3']) {
      await dynamodb.putItem({ TableName: LINES, Item: { pk: { S: 'page' }, sk: { N: n } } });
    }
    const items: unknown[] = [];
    for await (const { Items = [] } of paginateScan(
      { client: dynamodb, pageSize: 1 },
      { TableName: LINES },
    )) {
      items.push(...Items);
    }
    expect(items).toHaveLength(3);
    expect(JSON.stringify(items)).not.toContain('understudy:v');
    const waited = await waitUntilTableExists({ client: dynamodb, maxWaitTime: 30 }, { TableName: LINES });
    expect(waited.state).toBe('SUCCESS');
  });

  it('may be both document clients (fault G7)', async () => {
    await DynamoDBDocument.from(dynamodb).put({ TableName: ORDERS, Item: { pk: 'document', n: 1 } });
    await DynamoDBDocumentClient.from(dynamodb).send(
      new PutCommand({ TableName: ORDERS, Item: { pk: 'client', n: 2 } }),
    );
    for (const pk of ['document', 'client']) expect(await stored(pk)).toHaveProperty('understudy:v');
    const { Item } = await DynamoDBDocument.from(dynamodb).get({
      TableName: ORDERS,
      Key: { pk: 'document' },
    });
    expect(Item).toEqual({ pk: 'document', n: 1 });
  });

  it('may be libraries that call its methods by their names, as dynamoose does (fault G7)', async () => {
    const call = (method: 'putItem' | 'updateItem' | 'transactWriteItems', input: object): Promise<unknown> =>
      (dynamodb[method] as (given: object) => Promise<unknown>)(input);
    const Key = { pk: { S: 'by-name' } };
    await call('putItem', { TableName: ORDERS, Item: { ...Key, n: { N: '1' } } });
    await call('updateItem', {
      TableName: ORDERS,
      Key,
      UpdateExpression: 'SET #a0 = :v0',
      ExpressionAttributeNames: { '#a0': 'n' },
      ExpressionAttributeValues: { ':v0': { N: '2' } },
      ReturnValues: 'ALL_NEW',
    });
    await call('transactWriteItems', {
      TransactItems: [{ Put: { TableName: ORDERS, Item: { pk: { S: 'by-transaction' } } } }],
    });
    expect(await stored('by-name')).toMatchObject({ n: { N: '2' }, 'understudy:v': expect.anything() });
    expect(await stored('by-transaction')).toHaveProperty('understudy:v');
  });
});

describe('the route of a FailoverDynamoDB', () => {
  it('is followed, and ends with the client (fault G7)', async () => {
    lease.set(moving());
    const waiting = dynamodb.putItem({ TableName: ORDERS, Item: { pk: { S: 'moved' } } });
    lease.set(steady(STANDBY, 2));
    await expect(waiting).resolves.toMatchObject({
      $metadata: { understudy: { region: STANDBY, epoch: 2 } },
    });
    lease.set(steady(WRITER, 3));
    const { dynamodb: other } = open(service());
    other.destroy();
    await expect(other.putItem({ TableName: ORDERS, Item: { pk: { S: 'late' } } })).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_CLOSED',
    });
  });
});
