import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { merging, steady } from '@understudy/route/testing';
import type { Item } from '@understudy/versions';
import { observeAnswer } from './test-support/observe-answer.ts';
import { tableContents } from './test-support/table-contents.ts';
import { pk, PRESENT, put, REQUESTS, TableName } from './test-support/requests.ts';
import {
  AUDIT,
  LINES,
  ORDERS,
  STANDBY,
  withService,
  WRITER,
  type Opened,
} from './test-support/with-service.ts';

const service = withService({ beforeAll, afterAll });

/** Every table without items, but for those that the requests below meet. */
async function resetTables(client: DynamoDBClient): Promise<void> {
  for (const [table, keys] of [
    [ORDERS, ['pk']],
    [AUDIT, ['pk']],
    [LINES, ['pk', 'sk']],
  ] as const) {
    const items = Object.values(await tableContents(client, table, keys));
    const keyOf = (item: Item) => Object.fromEntries(keys.map((key) => [key, item[key] ?? { S: '' }]));
    await Promise.all(
      items.map((item) => client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(item) }))),
    );
  }
  await Promise.all(PRESENT.map((Item) => client.send(new PutItemCommand({ TableName, Item }))));
}

describe.each([
  ['in a steady epoch', steady(WRITER, 1)],
  ['while a region is merging', merging(WRITER, 2)],
])('%s, through understudy as directly', (_when, route) => {
  let through: Opened;
  let direct: DynamoDBClient;
  let behind: DynamoDBClient;

  beforeAll(async () => {
    through = service().open({ understudy: { limits: {} } });
    through.lease.set(route);
    behind = service().direct(WRITER);
    direct = service().direct(STANDBY);
  });

  beforeEach(async () => {
    for (const client of [through.client, direct]) await resetTables(client);
  });

  it.each(REQUESTS)('%s', async (_what, send) => {
    const expected = await observeAnswer(send(direct));
    expect(await observeAnswer(send(through.client))).toEqual(expected);
    for (const [table, keys] of [
      [ORDERS, ['pk']],
      [AUDIT, ['pk']],
      [LINES, ['pk', 'sk']],
    ] as const) {
      expect(await tableContents(behind, table, keys)).toEqual(await tableContents(direct, table, keys));
    }
  });

  it('refuses an expression that is none by the same name, though it may point at another place in it', async () => {
    const send = put({ ConditionExpression: 'n = ' });
    const names = await Promise.all(
      [direct, through.client].map((client) => send(client).catch((error: unknown) => (error as Error).name)),
    );
    expect(names).toEqual(['ValidationException', 'ValidationException']);
  });

  it('adds up what the parts of a batch consumed', async () => {
    const answer = await through.client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: [{ PutRequest: { Item: pk('x') } }, { PutRequest: { Item: pk('y') } }],
          [AUDIT]: [{ PutRequest: { Item: pk('x') } }],
        },
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
    expect(answer.ConsumedCapacity).toHaveLength(2);
    expect(answer.ConsumedCapacity).toEqual(
      expect.arrayContaining([
        { TableName, CapacityUnits: 2, Table: { CapacityUnits: 2 } },
        { TableName: AUDIT, CapacityUnits: 1, Table: { CapacityUnits: 1 } },
      ]),
    );
  });
});
