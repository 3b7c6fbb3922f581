import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { withLocalCloud } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import { leaveCleanly } from './testing/leave-cleanly.ts';
import { EAST, TwoRegions, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;
const key = (id: string): Item => ({ id: { S: id } });
/** As large as an item may be. */
const full = (id: string): Item => ({
  ...key(id),
  data: { S: 'x'.repeat(400 * 1024 - 'id'.length - id.length - 'data'.length) },
});

beforeEach(async () => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `full-${count}`;
  await regions.prepare({ name: table, key: { id: 'S' } });
});

afterEach(async () => {
  await regions.end();
});

/** What was there before Understudy: the same item in both regions, without a stamp. */
const putInBoth = async (id: string) => {
  for (const region of [EAST, WEST])
    await regions.client(region).send(new PutItemCommand({ TableName: table, Item: full(id) }));
};
const ledgers = async () => [...(await regions.ledger(table, EAST)), ...(await regions.ledger(table, WEST))];

describe('an item without space for a stamp', () => {
  it.each(['with tombstones', 'on the short way'])(
    'is deleted at the standby too, %s, and nothing takes that for a delete of an application (fault D14)',
    async (way) => {
      if (way === 'on the short way')
        for (const source of [EAST, WEST])
          await leaveCleanly(regions.linkStore(source === EAST ? WEST : EAST), regions.link(table, source));
      await putInBoth('a');
      const worker = await regions.work([table]);
      await regions.drained(table);
      await regions.delete(EAST, table, key('a'));
      await regions.drained(table);
      expect(await regions.get(WEST, table, key('a'))).toBeUndefined();
      expect(regions.statusOf(worker, regions.link(table, EAST))).toMatchObject({ applied: 1, parked: 0 });
      const back = regions.statusOf(worker, regions.link(table, WEST));
      expect(back).toMatchObject({ applied: 0, superseded: 0, lost: 0, parked: 0 });
      expect(await ledgers()).toEqual([]);
    },
  );

  it('stays what its application made of it after the delete (fault D14)', async () => {
    await putInBoth('a');
    const worker = await regions.work([table]);
    await regions.drained(table);
    await regions.delete(EAST, table, key('a'));
    await until(async () => (await regions.get(WEST, table, key('a'))) === undefined);
    await regions.put(EAST, table, { ...key('a'), n: { N: '1' } });
    await regions.drained(table);
    for (const region of [EAST, WEST])
      expect(await regions.get(region, table, key('a'))).toMatchObject({ n: { N: '1' } });
    expect(await ledgers()).toEqual([]);
    expect(regions.statusOf(worker, regions.link(table, WEST)).applied).toBe(0);
  });

  it('takes a smaller image at the standby where an application without stamps makes it smaller (fault D14)', async () => {
    await putInBoth('a');
    const worker = await regions.work([{ name: table, writes: 'foreign' }]);
    const link = regions.link(table, EAST);
    // Its insert is parked: with its stamp it does not fit.
    await until(() => regions.statusOf(worker, link).parkedOpen === 1);
    const smaller = { ...key('a'), n: { N: '1' } };
    await regions.client(EAST).send(new PutItemCommand({ TableName: table, Item: smaller }));
    await regions.drained(table);
    expect(await regions.get(WEST, table, key('a'))).toMatchObject(smaller);
    expect(regions.statusOf(worker, link)).toMatchObject({ parked: 1, parkedOpen: 0 });
  });
});
