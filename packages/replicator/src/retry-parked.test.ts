import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import { EAST, TwoRegions, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;
const key = (id: string): Item => ({ id: { S: id } });
const item = (id: string, n: number): Item => ({ ...key(id), n: { N: String(n) } });

beforeEach(async () => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `retried-${count}`;
  await regions.prepare({ name: table, key: { id: 'S' } });
});

afterEach(async () => {
  await cloud().region(WEST).faults.liftAll();
  await regions.end();
});

/** Parks what is put meanwhile. Records that are parked are written by transactions, which this fault spares. */
const refuseItems = () =>
  cloud()
    .region(WEST)
    .faults.add({
      kind: 'error',
      operations: ['PutItem'],
      code: 'ValidationException',
      message: 'Item size has exceeded the maximum allowed size',
      times: 3,
    });

const lines = async () => (await regions.parked(EAST).list(regions.link(table, EAST))).lines;

describe('a parked record whose cause is gone', () => {
  it('is applied by the link itself, is closed, and is no longer counted as open (fault D5)', async () => {
    const worker = await regions.work([table], { parkedRetryMs: 500 });
    const link = regions.link(table, EAST);
    refuseItems();
    await regions.put(EAST, table, item('a', 1));
    await until(() => regions.statusOf(worker, link).parked === 1);
    await until(() => regions.get(WEST, table, key('a')));
    await until(() => regions.statusOf(worker, link).parkedOpen === 0);
    expect(await lines()).toMatchObject([{ closed: 'applied', decisions: [{ by: 'link' }] }]);
    expect(regions.telemetry.events.map(({ name }) => name)).toContain('record.unparked');
  });

  it('is applied at once when another leader takes over, in the order of its key (fault D5)', async () => {
    const first = await regions.work([table]);
    const link = regions.link(table, EAST);
    refuseItems();
    await regions.put(EAST, table, item('a', 1));
    await until(() => regions.statusOf(first, link).parkedOpen === 1);
    await first.stop();
    await regions.put(EAST, table, item('b', 1));
    const second = await regions.work([table]);
    await regions.drained(table);
    await until(() => regions.get(WEST, table, key('a')));
    await until(() => regions.statusOf(second, link).parkedOpen === 0);
  });
});

describe('a parked record with a later one', () => {
  it.each(['put', 'delete'] as const)('never goes over a later %s of its key (fault D5)', async (later) => {
    const worker = await regions.work([table], { parkedRetryMs: 200 });
    const link = regions.link(table, EAST);
    await regions.put(EAST, table, item('a', 0));
    await regions.drained(table);
    // Every attempt at a parked record is a transaction, and those of the link's own records fail with it.
    const fault = refuseItems();
    await regions.put(EAST, table, item('a', 1));
    await until(() => regions.statusOf(worker, link).parked === 1 || fault.hits === 3);
    if (later === 'put') await regions.put(EAST, table, item('a', 2));
    else await regions.delete(EAST, table, key('a'));
    await regions.drained(table);
    await until(() => regions.statusOf(worker, link).parkedOpen === 0);
    const open = (await lines()).filter(({ status, closed }) => status === 'parked' && closed === undefined);
    expect(open).toEqual([]);
    const there = await regions.get(WEST, table, key('a'));
    if (later === 'put') expect(there).toMatchObject(item('a', 2));
    else expect(there).toBeUndefined();
  });

  it('is marked before the later one is applied, so that a crash between leaves nothing to go over it (fault D5)', async () => {
    const worker = await regions.work([table]);
    const link = regions.link(table, EAST);
    refuseItems();
    await regions.put(EAST, table, item('a', 1));
    await until(() => regions.statusOf(worker, link).parkedOpen === 1);
    const stuck = cloud()
      .region(WEST)
      .faults.add({ kind: 'error', code: 'AccessDeniedException', operations: ['PutItem'] });
    await regions.put(EAST, table, item('a', 2));
    await until(() => stuck.hits > 0);
    expect(await lines()).toMatchObject([{ status: 'superseded' }]);
    await stuck.lift();
    await regions.drained(table);
    expect(await regions.get(WEST, table, key('a'))).toMatchObject(item('a', 2));
  });
});
