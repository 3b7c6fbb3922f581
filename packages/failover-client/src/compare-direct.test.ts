import { isDeepStrictEqual } from 'node:util';
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

const TABLES = [
  { table: ORDERS, keys: ['pk'] },
  { table: AUDIT, keys: ['pk'] },
  { table: LINES, keys: ['pk', 'sk'] },
] as const;

/** What each of the tables has, in their order. */
type Contents = readonly Awaited<ReturnType<typeof tableContents>>[];

/** What the requests below meet. */
const MET: Contents = [Object.fromEntries(PRESENT.map((item) => [JSON.stringify(item['pk']), item])), {}, {}];

const contentsOf = (client: DynamoDBClient): Promise<Contents> =>
  Promise.all(TABLES.map(({ table, keys }) => tableContents(client, table, keys)));

/** Puts back what requests have changed, and nothing where they have changed nothing. */
async function resetTables(client: DynamoDBClient, found: Contents): Promise<void> {
  if (isDeepStrictEqual(found, MET)) return;
  const deletes = TABLES.flatMap(({ table, keys }, at) =>
    Object.values(found[at] ?? {}).map((item: Item) => {
      const Key = Object.fromEntries(keys.map((key) => [key, item[key] ?? { S: '' }]));
      return new DeleteItemCommand({ TableName: table, Key });
    }),
  );
  await Promise.all(deletes.map((command) => client.send(command)));
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

  /** What the last test has left behind, where it looked. */
  let left: { readonly behind: Contents; readonly direct: Contents } | undefined;

  beforeEach(async () => {
    const found = left ?? { behind: await contentsOf(behind), direct: await contentsOf(direct) };
    left = undefined;
    await Promise.all([resetTables(through.client, found.behind), resetTables(direct, found.direct)]);
  });

  it.each(REQUESTS)('%s', async (_what, send) => {
    const expected = await observeAnswer(send(direct));
    expect(await observeAnswer(send(through.client))).toEqual(expected);
    left = { behind: await contentsOf(behind), direct: await contentsOf(direct) };
    expect(left.behind).toEqual(left.direct);
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
