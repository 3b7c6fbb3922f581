import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ORDERS, withService, WRITER } from '../test-support/open-service.ts';

const service = withService({ beforeAll, afterAll });

describe('a client through understudy', () => {
  it('writes with a stamp and reads without', async () => {
    const { client } = service().open();
    await client.send(new PutItemCommand({ TableName: ORDERS, Item: { pk: { S: 'a' }, n: { N: '1' } } }));
    const read = await client.send(new GetItemCommand({ TableName: ORDERS, Key: { pk: { S: 'a' } } }));
    expect(read.Item).toEqual({ pk: { S: 'a' }, n: { N: '1' } });
    const raw = await service()
      .direct()
      .send(new GetItemCommand({ TableName: ORDERS, Key: { pk: { S: 'a' } } }));
    expect(raw.Item?.['understudy:v']?.S).toMatch(/^0000000001\|us-east-1\.+\|0{40}\|\d{13}\|\w+$/);
    expect(read.$metadata).toMatchObject({
      httpStatusCode: 200,
      attempts: 1,
      understudy: { region: WRITER, role: 'writer', epoch: 1, possiblyStale: false },
    });
  });
  it('doc', async () => {
    const { client } = service().open();
    const doc = DynamoDBDocumentClient.from(client);
    await doc.send(new PutCommand({ TableName: ORDERS, Item: { pk: 'd', n: 1 } }));
    const read = await doc.send(new GetCommand({ TableName: ORDERS, Key: { pk: 'd' } }));
    expect(read.Item).toEqual({ pk: 'd', n: 1 });
  });
});
