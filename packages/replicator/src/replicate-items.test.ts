import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { systemClock } from '@understudy/core';
import { series } from '@understudy/core/testing';
import { withLocalCloud } from '@understudy/sandbox';
import { DEFAULT_STAMP_ATTRIBUTE, nativeStamp, stampOf, type Item } from '@understudy/versions';
import { LINKS_TABLE } from '@understudy/links';
import { leaveCleanly } from './testing/leave-cleanly.ts';
import { EAST, TwoRegions, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;

beforeEach(() => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `items-${count}`;
});

afterEach(async () => {
  await cloud().region(WEST).faults.liftAll();
  await regions.end();
});

/** How often the link from `source` changed its leader or sent a request again. */
const interruptions = (source: string) => {
  const taken = regions.telemetry.events.filter(
    ({ name, facts }) => name === 'link.lead_taken' && facts['source'] === source,
  );
  const failed = [...regions.telemetry.counters].filter(
    ([name]) =>
      name.startsWith('understudy_replicator_failures_total') && name.includes(`source="${source}"`),
  );
  return taken.length - 1 + failed.reduce((sum, [, times]) => sum + times, 0);
};

const bytes = (...values: number[]) => new Uint8Array(values);
const EVERY_TYPE: Item = {
  text: { S: 'Zürich 🚆' },
  emptyText: { S: '' },
  long: { N: '12345678901234567890123456789012345678' },
  small: { N: '-1E-130' },
  large: { N: '9.9999999999999999999999999999999999999E+125' },
  binary: { B: bytes(0, 1, 254, 255) },
  emptyBinary: { B: bytes() },
  yes: { BOOL: true },
  no: { BOOL: false },
  nothing: { NULL: true },
  texts: { SS: ['', 'a', 'b'] },
  numbers: { NS: ['1', '2.5', '12345678901234567890123456789012345678'] },
  binaries: { BS: [bytes(), bytes(1), bytes(2, 3)] },
  list: { L: [{ S: 'x' }, { N: '1' }, { L: [] }, { M: {} }, { NULL: true }] },
  map: {
    M: {
      '#odd:name': { B: bytes(9) },
      deep: { M: { deeper: { L: [{ SS: ['q'] }] } } },
    },
  },
};

it('a link reports when it last had contact, wrote a checkpoint and was at the tip', async () => {
  await regions.prepare({ name: table, key: { id: 'S' } });
  await regions.work([table]);
  for (const name of ['settled', 'read', 'checkpoint', 'contact']) {
    const key = series(`understudy_replicator_${name}_timestamp_seconds`, { ...regions.link(table, EAST) });
    await until(() => (regions.telemetry.gauges.get(key) ?? NaN) > 1e9);
  }
});

describe('a link between two real tables', () => {
  it('carries puts, updates and deletes, and every type unchanged', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions.work([table]);
    await regions.put(EAST, table, { id: { S: 'a' }, ...EVERY_TYPE });
    await regions.put(EAST, table, { id: { S: 'b' }, n: { N: '1' } });
    await regions.put(EAST, table, { id: { S: 'c' }, n: { N: '1' } });
    await regions.set(EAST, table, { id: { S: 'b' } }, 'n', { N: '2' });
    await regions.delete(EAST, table, { id: { S: 'c' } });
    await regions.drained(table);
    const east = await regions.items(EAST, table, ['id']);
    expect(Object.keys(east)).toHaveLength(2);
    expect(await regions.items(WEST, table, ['id'])).toEqual(east);
    expect(await regions.ledger(table, EAST)).toEqual([]);
  });

  it.each([
    ['a number', { at: 'N' as const }, (n: number): Item => ({ at: { N: `${n}.0` } })],
    ['a number far from whole', { at: 'N' as const }, (n: number): Item => ({ at: { N: `1.5E${n}` } })],
    ['binary', { raw: 'B' as const }, (n: number): Item => ({ raw: { B: bytes(0, n, 255) } })],
    [
      'a text and a number',
      { id: 'S' as const, at: 'N' as const },
      (n: number): Item => ({ id: { S: 'x' }, at: { N: `${n}.50` } }),
    ],
    [
      'binary and a text',
      { raw: 'B' as const, id: 'S' as const },
      (n: number): Item => ({ raw: { B: bytes(n) }, id: { S: String(n) } }),
    ],
  ])('carries items whose key is %s', async (_name, key, keyOf) => {
    await regions.prepare({ name: table, key });
    await regions.work([table]);
    for (const n of [1, 2, 3]) await regions.put(EAST, table, { ...keyOf(n), v: { N: '0' } });
    for (const n of [1, 2]) await regions.set(EAST, table, keyOf(n), 'v', { N: String(n) });
    await regions.delete(EAST, table, keyOf(2));
    await regions.drained(table);
    const east = await regions.items(EAST, table, Object.keys(key));
    expect(Object.keys(east)).toHaveLength(2);
    expect(await regions.items(WEST, table, Object.keys(key))).toEqual(east);
  });

  it('carries items of 400 KB', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions.work([table]);
    const stamp = nativeStamp(1, EAST, 1).length + DEFAULT_STAMP_ATTRIBUTE.length;
    const most = 400 * 1024 - stamp - 'id'.length - 'k1'.length - 'data'.length;
    for (const id of ['k1', 'k2'])
      await regions.put(EAST, table, { id: { S: id }, data: { S: 'x'.repeat(most) } });
    await regions.delete(EAST, table, { id: { S: 'k2' } });
    await regions.drained(table);
    expect((await regions.get(WEST, table, { id: { S: 'k1' } }))?.data?.S).toHaveLength(most);
    expect(await regions.get(WEST, table, { id: { S: 'k2' } })).toBeUndefined();
  });
});

describe('the order of writes on two real tables', () => {
  it('ends with the last of many writes of a key, whatever it is', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await regions.work([table]);
    const keys = ['a', 'b', 'c'].map((id): Item => ({ id: { S: id } }));
    for (let n = 1; n <= 40; n += 1) {
      for (const [at, key] of keys.entries()) {
        if ((n + at) % 5 === 0) await regions.delete(EAST, table, key);
        else await regions.put(EAST, table, { ...key, n: { N: String(n) } });
      }
    }
    await regions.drained(table);
    const east = await regions.items(EAST, table, ['id']);
    expect(await regions.items(WEST, table, ['id'])).toEqual(east);
  });

  it('settles to the same when an old checkpoint is read again', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const worker = await regions.work([table]);
    for (let n = 0; n < 20; n += 1)
      await regions.put(EAST, table, { id: { S: `k${n % 7}` }, n: { N: String(n) } });
    await regions.delete(EAST, table, { id: { S: 'k3' } });
    await regions.drained(table);
    const before = await regions.items(WEST, table, ['id']);
    await worker.stop();
    const positions = { link: { S: `${table}|${EAST}|${WEST}` } };
    const { store, link } = { store: regions.linkStore(WEST), link: regions.link(table, EAST) };
    for (const { shard } of await store.readPositions(link)) {
      await regions.client(WEST).send(
        new DeleteItemCommand({
          TableName: LINKS_TABLE,
          Key: { ...positions, part: { S: `shard#${shard}` } },
        }),
      );
    }
    const again = await regions.work([table]);
    await regions.drained(table);
    expect(await regions.items(WEST, table, ['id'])).toEqual(before);
    expect(regions.statusOf(again, link).applied + regions.statusOf(again, link).superseded).toBeGreaterThan(
      0,
    );
    expect(await regions.ledger(table, EAST)).toEqual([]);
  });
});

describe('what a link skips and completes', () => {
  it('never loops: what it writes is skipped on the way back, however often its records are delivered (fault D24)', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const worker = await regions.work([table]);
    for (let n = 0; n < 10; n += 1) await regions.put(EAST, table, { id: { S: `k${n}` } });
    for (let n = 0; n < 5; n += 1) await regions.delete(EAST, table, { id: { S: `k${n}` } });
    await regions.drained(table);
    const there = regions.statusOf(worker, regions.link(table, EAST));
    const back = regions.statusOf(worker, regions.link(table, WEST));
    // The east's stream holds what the application wrote and nothing else: no copy came back.
    expect(there.skipped).toBe(0);
    expect(back.applied + back.lost + back.superseded).toBe(0);
    // On a busy machine a lease runs out or an answer is lost: the records since the checkpoint are read again then.
    const deliveries = { there: 1 + interruptions(EAST), back: 1 + interruptions(WEST) };
    const settled = there.applied + there.coalesced + there.superseded;
    expect(settled).toBeGreaterThanOrEqual(15);
    expect(settled).toBeLessThanOrEqual(15 * deliveries.there);
    // Per put one copy; per delete the mark and the removal.
    expect(back.skipped).toBeLessThanOrEqual((10 + 5 * 2) * deliveries.there * deliveries.back);
  });

  it('finishes a delete that a crash cut in two', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    await leaveCleanly(regions.linkStore(WEST), regions.link(table, EAST));
    const worker = await regions.work([table]);
    await regions.put(EAST, table, { id: { S: 'a' } });
    await regions.drained(table);
    await worker.stop();
    await regions.delete(EAST, table, { id: { S: 'a' } });
    const halfway = await regions.work([table], { concurrency: 1 });
    const noDelete = cloud()
      .region(WEST)
      .faults.add({ kind: 'server-error', operations: ['DeleteItem', 'TransactWriteItems'], when: 'before' });
    await until(async () => stampOf(await regions.get(WEST, table, { id: { S: 'a' } }))?.endsWith('|x'));
    await halfway.stop();
    await noDelete.lift();
    await regions.work([table]);
    await regions.drained(table);
    expect(await regions.get(WEST, table, { id: { S: 'a' } })).toBeUndefined();
    expect(await regions.ledger(table, EAST)).toEqual([]);
  });

  it('counts what was written around the client, and continues', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const worker = await regions.work([table]);
    await regions.client(EAST).send(new PutItemCommand({ TableName: table, Item: { id: { S: 'raw' } } }));
    await regions.put(EAST, table, { id: { S: 'ours' } });
    await regions.drained(table);
    expect(regions.statusOf(worker, regions.link(table, EAST))).toMatchObject({ unstamped: 1, applied: 1 });
  });
});

it('counts a write around the client on a copy that replication made, in the writer that it moved to (fault D13)', async () => {
  await regions.prepare({ name: table, key: { id: 'S' } });
  const worker = await regions.work([table]);
  await regions.put(EAST, table, { id: { S: 'a' } });
  await regions.drained(table);
  await regions.move(WEST, 'switchover');
  await regions.client(WEST).send(
    new UpdateItemCommand({
      TableName: table,
      Key: { id: { S: 'a' } },
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
    }),
  );
  await regions.drained(table);
  expect(regions.statusOf(worker, regions.link(table, WEST))).toMatchObject({ unstamped: 1, applied: 0 });
});

describe('a removal by time to live', () => {
  it('is carried from the writer, and is not from the standby', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const worker = await regions.work([table]);
    const expire = (region: string, attribute: string) =>
      regions.client(region).send(
        new UpdateTimeToLiveCommand({
          TableName: table,
          TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
        }),
      );
    const past = { N: String(Math.floor(systemClock().wallMs() / 1_000) - 60) };
    await regions.put(EAST, table, { id: { S: 'gone-in-east' }, eastern: past });
    await regions.put(EAST, table, { id: { S: 'gone-in-west' }, western: past });
    await regions.drained(table);
    await expire(EAST, 'eastern');
    await expire(WEST, 'western');
    await until(async () => (await regions.get(WEST, table, { id: { S: 'gone-in-east' } })) === undefined);
    await until(async () => (await regions.get(WEST, table, { id: { S: 'gone-in-west' } })) === undefined);
    await regions.drained(table);
    expect(await regions.get(EAST, table, { id: { S: 'gone-in-west' } })).toBeDefined();
    expect(regions.statusOf(worker, regions.link(table, WEST)).applied).toBe(0);
  });
});

describe('a record that can never be applied', () => {
  it('is parked with its payload and its cause, delays no other record, and is superseded by a later image', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const worker = await regions.work([table]);
    await regions.client(EAST).send(
      new PutItemCommand({
        TableName: table,
        Item: { id: { S: 'odd' }, data: { B: bytes(1, 2) }, [DEFAULT_STAMP_ATTRIBUTE]: { S: 'hello' } },
      }),
    );
    await regions.put(EAST, table, { id: { S: 'fine' } });
    await regions.drained(table);
    expect(await regions.get(WEST, table, { id: { S: 'fine' } })).toBeDefined();
    const parked = regions.parked(EAST);
    const link = regions.link(table, EAST);
    const { lines } = await parked.list(link);
    expect(lines).toMatchObject([
      { key: { id: { S: 'odd' } }, status: 'parked', cause: expect.stringContaining('hello') },
    ]);
    expect((await parked.show(link, lines[0]?.id ?? ''))?.images.new).toMatchObject({
      data: { B: bytes(1, 2) },
    });
    expect(regions.statusOf(worker, link).parked).toBe(1);
    expect(regions.telemetry.events.map(({ name }) => name)).toContain('record.parked');

    await regions.put(EAST, table, { id: { S: 'odd' }, data: { S: 'mended' } });
    await regions.drained(table);
    expect((await parked.list(link)).lines).toMatchObject([{ status: 'superseded' }]);
    expect(await regions.get(WEST, table, { id: { S: 'odd' } })).toMatchObject({ data: { S: 'mended' } });
  });

  it('is parked when the target refuses it for what it is, and says so: an item that is too large with its stamp (fault D14)', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const worker = await regions.work([{ name: table, writes: 'foreign' }]);
    const most = 400 * 1024 - 'id'.length - 'big'.length - 'data'.length;
    await regions
      .client(EAST)
      .send(
        new PutItemCommand({ TableName: table, Item: { id: { S: 'big' }, data: { S: 'x'.repeat(most) } } }),
      );
    await regions.drained(table);
    expect(regions.statusOf(worker, regions.link(table, EAST)).parked).toBe(1);
    const [line] = (await regions.parked(EAST).list(regions.link(table, EAST))).lines;
    expect(line?.cause).toContain('UND_REPLICATOR_NO_ROOM: The item has 409600 bytes and needs');
    const entry = await regions.parked(EAST).show(regions.link(table, EAST), line?.id ?? '');
    expect(entry?.images.new?.data?.S).toHaveLength(most);
  });
});
