import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DeleteTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { prepareTable, withLocalCloud } from '@understudy/sandbox';
import { ensureReplicationTables } from '@understudy/service';
import { LEDGER_TABLE, PARKED_TABLE } from '@understudy/links';
import { EAST, TwoRegions, until, WEST } from '../test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;

beforeEach(async () => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `checked-${count}`;
  await regions.prepare();
});

afterEach(async () => {
  for (const region of cloud().regions) if (region.state !== 'running') await region.restart();
  await regions.end();
});

const code = (expected: string) => expect.objectContaining({ code: expected, remedy: expect.any(String) });

describe('a worker at its start', () => {
  it('refuses a table that is missing in the standby', async () => {
    await prepareTable(regions.client(EAST), { name: table, key: { id: 'S' } });
    await expect(regions.work([table])).rejects.toEqual(code('UND_REPLICATOR_TABLE_MISSING'));
    await expect(regions.work([table])).rejects.toThrow(`There is no table ${table} in ${WEST}.`);
  });

  it.each([
    ['another name', { other: 'S' as const }],
    ['another type', { id: 'N' as const }],
    ['a sort key', { id: 'S' as const, at: 'N' as const }],
  ])('refuses key schemas that differ by %s', async (_name, key) => {
    await prepareTable(regions.client(EAST), { name: table, key: { id: 'S' } });
    await prepareTable(regions.client(WEST), { name: table, key });
    await expect(regions.work([table])).rejects.toEqual(code('UND_REPLICATOR_KEY_SCHEMA_DIFFERS'));
  });

  it('refuses a table without a stream', async () => {
    await prepareTable(regions.client(EAST), { name: table, key: { id: 'S' } });
    await prepareTable(regions.client(WEST), { name: table, key: { id: 'S' }, stream: false });
    await expect(regions.work([table])).rejects.toEqual(code('UND_REPLICATOR_STREAM_OFF'));
  });

  it('refuses a stream that does not show both images', async () => {
    await prepareTable(regions.client(EAST), { name: table, key: { id: 'S' } });
    await prepareTable(regions.client(WEST), { name: table, key: { id: 'S' }, stream: false });
    await regions.client(WEST).send(
      new UpdateTableCommand({
        TableName: table,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    await expect(regions.work([table])).rejects.toEqual(code('UND_REPLICATOR_STREAM_VIEW_WRONG'));
  });
});

describe("a worker's own tables and options", () => {
  it('refuses to begin without its own tables, and with tables of the same name and other keys', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const west = regions.client(WEST);
    await west.send(new DeleteTableCommand({ TableName: LEDGER_TABLE }));
    await expect(regions.work([table])).rejects.toEqual(code('UND_REPLICATOR_OWN_TABLE_MISSING'));
    await west.send(
      new CreateTableCommand({
        TableName: LEDGER_TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
      }),
    );
    await expect(regions.work([table])).rejects.toEqual(code('UND_REPLICATOR_OWN_TABLE_DIFFERS'));
    await expect(ensureReplicationTables(west)).rejects.toEqual(code('UND_SERVICE_TABLE_MISMATCH'));
    await west.send(new DeleteTableCommand({ TableName: LEDGER_TABLE }));
    await ensureReplicationTables(west);
    await regions.work([table]);
  });

  it('refuses options that can not be', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    for (const options of [
      { concurrency: 0 },
      { batchSize: 1001 },
      { pollMs: 1.5 },
      { firstBackoffMs: 5_000 },
    ]) {
      await expect(regions.work([table], options)).rejects.toEqual(code('UND_REPLICATOR_OPTIONS_INVALID'));
    }
    await expect(regions.work([])).rejects.toEqual(code('UND_REPLICATOR_OPTIONS_INVALID'));
    await expect(regions.work([table], { colour: 1 } as object)).rejects.toThrow('colour');
  });

  it('begins though a region is away, and checks it when it is back', async () => {
    await prepareTable(regions.client(EAST), { name: table, key: { id: 'S' } });
    await cloud().region(WEST).kill();
    const worker = await regions.work([table]);
    await until(() => regions.statusOf(worker, regions.link(table, EAST)).state === 'waiting');
    await cloud().region(WEST).restart();
    await until(() => regions.statusOf(worker, regions.link(table, EAST)).state === 'refused');
    expect(regions.statusOf(worker, regions.link(table, EAST)).problem).toContain(
      'UND_REPLICATOR_TABLE_MISSING',
    );
    await prepareTable(regions.client(WEST), { name: table, key: { id: 'S' } });
    await until(() => regions.statusOf(worker, regions.link(table, EAST)).state === 'leading');
  });
});

describe('the tables of replication', () => {
  it('are made once, by any number at a time', async () => {
    const client = regions.client(EAST);
    await client.send(new DeleteTableCommand({ TableName: PARKED_TABLE }));
    await Promise.all([1, 2, 3].map(() => ensureReplicationTables(client)));
    await ensureReplicationTables(client);
  });
});
