import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  PutItemCommand,
  DescribeTableCommand,
  UpdateTableCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { merging, steady } from '@understudy/route/testing';
import { observeAnswer } from './test-support/observe-answer.ts';
import { tableContents } from './test-support/table-contents.ts';
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
/** Stamped, with an index over `g`, a string. */
const INDEXED = 'indexed';

const put = (Item: object): WriteRequest => ({ PutRequest: { Item: Item as never } });
const remove = (Key: object): WriteRequest => ({ DeleteRequest: { Key: Key as never } });
const pk = (id: string) => ({ pk: { S: id } });
const fine = [put(pk('new')), remove(pk('old'))];
const deep = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((inner) => ({ L: [inner] }), { S: 'x' });

type Tables = Readonly<Record<string, readonly WriteRequest[]>>;
const orders = (...requests: WriteRequest[]): Tables => ({ [ORDERS]: [...fine, ...requests] });

/** Batches of which one member is at fault, or that are at fault as a whole. */
const REFUSED: readonly (readonly [string, Tables])[] = [
  ['a key of another type', orders(put({ pk: { N: '1' } }))],
  ['a key that is missing', orders(put({ n: { N: '1' } }))],
  ['an empty key', orders(put(pk('')))],
  ['a key that is too long', orders(remove(pk('x'.repeat(2049))))],
  ['a delete with a key too many', orders(remove({ ...pk('a'), sk: { N: '1' } }))],
  ['an item too large', orders(put({ ...pk('a'), x: { S: 'x'.repeat(410_000) } }))],
  ['an empty set', orders(put({ ...pk('a'), x: { SS: [] } }))],
  ['a set with duplicates', orders(put({ ...pk('a'), x: { SS: ['x', 'x'] } }))],
  ['a number with 39 digits', orders(put({ ...pk('a'), x: { N: '1'.repeat(39) } }))],
  ['a number out of range', orders(put({ ...pk('a'), x: { M: { y: { N: '1E+126' } } } }))],
  ['no number', orders(put({ ...pk('a'), x: { N: '' } }))],
  ['values nested too deep', orders(put({ ...pk('a'), x: deep(40) }))],
  ['a value of two types', orders(put({ ...pk('a'), x: { S: 'x', N: '1' } }))],
  ['a value of none', orders(put({ ...pk('a'), x: {} }))],
  ['both requests in one', orders({ ...put(pk('a')), ...remove(pk('a')) })],
  ['neither request', orders({})],
  ['a table that is missing', { ...orders(), nowhere: [put(pk('a'))] }],
  ['a table without requests', { ...orders(), [LINES]: [] }],
  ['an item twice', orders(put(pk('a')), remove(pk('a')))],
  ['too many', orders(...Array.from({ length: 24 }, (_, at) => put(pk(String(at)))))],
  ['another table’s member', { ...orders(), [AUDIT]: [put({ pk: { N: '1' } })] }],
  ['an index key of another type', { ...orders(), [INDEXED]: [put({ ...pk('a'), g: { N: '1' } })] }],
  ['an empty index key', { ...orders(), [INDEXED]: [put({ ...pk('a'), g: { S: '' } })] }],
];

const send = (client: DynamoDBClient, tables: Tables) =>
  client.send(new BatchWriteItemCommand({ RequestItems: tables as Record<string, WriteRequest[]> }));

async function withIndex(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: INDEXED,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: ['pk', 'g'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-g',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
}

describe.each([
  ['in a steady epoch', steady(WRITER, 1)],
  ['while a region is merging', merging(WRITER, 2)],
])('a batch with one fault, %s', (_when, route) => {
  let through: Opened;
  let direct: DynamoDBClient;
  let behind: DynamoDBClient;

  beforeAll(async () => {
    through = service().open({ understudy: { limits: {}, tables: [ORDERS, LINES, INDEXED, 'nowhere'] } });
    through.lease.set(route);
    [direct, behind] = [service().direct(STANDBY), service().direct(WRITER)];
    if (route.epoch === 1) for (const client of [direct, behind]) await withIndex(client);
  });

  beforeEach(async () => {
    for (const client of [through.client, direct]) {
      await client.send(new PutItemCommand({ TableName: ORDERS, Item: pk('old') }));
      await client.send(new DeleteItemCommand({ TableName: ORDERS, Key: pk('new') }));
    }
  });

  it.each(REFUSED)('writes nothing, and says what DynamoDB says: %s (fault G1)', async (_what, tables) => {
    const before = await Promise.all(
      [ORDERS, AUDIT, INDEXED].map((table) => tableContents(behind, table, ['pk'])),
    );
    const expected = await observeAnswer(send(direct, tables));
    expect(expected).toHaveProperty('error');
    expect(await observeAnswer(send(through.client, tables))).toEqual(expected);
    const after = await Promise.all(
      [ORDERS, AUDIT, INDEXED].map((table) => tableContents(behind, table, ['pk'])),
    );
    expect(after).toEqual(before);
  });
});

describe('a batch whose fault can not be known beforehand', () => {
  it('reports what was written, and knows the next time (fault D12)', async () => {
    const behind = service().direct(WRITER);
    const { client } = service().open({ understudy: { limits: {} } });
    // The tables are described, and get an index afterwards.
    await send(client, { [LINES]: ['1', '2'].map((N) => put({ ...pk('a'), sk: { N } })) });
    await behind.send(
      new UpdateTableCommand({
        TableName: LINES,
        AttributeDefinitions: ['pk', 'g'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        })),
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'by-g',
              KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          },
        ],
      }),
    );
    // DynamoDB Local answers writes with server errors until the index is there, and descriptions at times.
    const isIndexed = () =>
      behind.send(new DescribeTableCommand({ TableName: LINES })).then(
        ({ Table }) => Table?.GlobalSecondaryIndexes?.every(({ IndexStatus }) => IndexStatus === 'ACTIVE'),
        () => false,
      );
    await waitFor(isIndexed, { clock: systemClock(), everyMs: 50, limitMs: PATIENCE_MS });
    const refused = put({ ...pk('b'), sk: { N: '2' }, g: { N: '1' } });
    const tables = { [LINES]: [put({ ...pk('b'), sk: { N: '1' } }), refused] };
    await expect(send(client, tables)).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_BATCH_PARTIAL',
      mayHaveApplied: true,
      unprocessedItems: { [LINES]: [refused] },
      cause: { name: 'ValidationException' },
    });
    await expect(send(client, tables)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is refused before any part where an item has no space for its stamp (fault D14)', async () => {
    const { client } = service().open({ understudy: { limits: {} } });
    const tight = { ...pk('tight'), x: { S: 'x'.repeat(409_600 - 30) } };
    await expect(send(client, orders(put(tight)))).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_NO_SPACE',
    });
    expect(await tableContents(service().direct(WRITER), ORDERS, ['pk'])).not.toHaveProperty('{"S":"tight"}');
  });
});
