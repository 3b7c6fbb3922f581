import { describe, expect, it } from '@jest/globals';
import { driveEngine } from './test-support/drive-engine.ts';

const Item = { pk: { S: 'a' } };
const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';

describe('an operation that is not known to read', () => {
  it.each<[string, object]>([
    ['unknown DynamoDB_20111205.PutItem', { TableName: 'orders', Item: { pk: 'a' } }],
    ['StartBulkPutItems', { TableName: ARN, InputS3Configuration: {} }],
    ['PutItems', { Items: [{ Table: { Name: 'orders' }, Item }] }],
    ['WriteAll', { Tables: { orders: [Item] } }],
    ['Run', { Statement: `INSERT INTO "Orders" VALUE {'pk': 'a'}` }],
  ])('is refused where it names a stamped table: %s %j (fault D22)', async (operation, input) => {
    const { run, sent } = driveEngine(() => Promise.resolve({}));
    await expect(run(operation, input)).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_OPERATION_UNKNOWN',
    });
    expect(sent).toEqual([]);
  });

  it.each<[string, object]>([
    ['PutItems', { TableName: 'orders-archive' }],
    ['PutItems', { TableName: 'old.orders' }],
    ['MakeItem', {}],
  ])('is sent where it names none: %s %j (fault D22)', async (operation, input) => {
    const { run, sent } = driveEngine(() => Promise.resolve({ done: true }));
    expect((await run(operation, input)).output).toEqual({ done: true });
    expect(sent).toHaveLength(1);
  });
});
