import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import { EAST, TwoRegions, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let count = 0;
let table: string;
const key = (id: string): Item => ({ id: { S: id } });

beforeEach(async () => {
  regions = new TwoRegions(cloud());
  count += 1;
  table = `faults-${count}`;
  await regions.prepare({ name: table, key: { id: 'S' } });
});

afterEach(async () => {
  for (const region of cloud().regions) {
    await region.faults.liftAll();
    if (region.state !== 'running') await region.restart();
  }
  await regions.end();
});

const write = async (from: number, to: number) => {
  for (let n = from; n < to; n += 1) {
    if (n % 7 === 6) await regions.delete(EAST, table, key(`k${n - 3}`));
    else await regions.put(EAST, table, { ...key(`k${n}`), n: { N: String(n) } });
  }
};

const bothAreEqual = async () => {
  const east = await regions.items(EAST, table, ['id']);
  expect(Object.keys(east).length).toBeGreaterThan(0);
  expect(await regions.items(WEST, table, ['id'])).toEqual(east);
};

describe('a link goes on', () => {
  it('after its target was killed and came back', async () => {
    const worker = await regions.work([table]);
    await write(0, 20);
    await until(() => regions.statusOf(worker, regions.link(table, EAST)).applied > 3);
    await cloud().region(WEST).kill();
    await write(20, 40);
    await until(() => regions.statusOf(worker, regions.link(table, EAST)).problem !== undefined);
    await cloud().region(WEST).restart();
    await write(40, 45);
    await regions.drained(table);
    await bothAreEqual();
    expect(regions.statusOf(worker, regions.link(table, EAST)).parked).toBe(0);
    expect(await regions.ledger(table, EAST)).toEqual([]);
  });

  it('after its source was killed and came back', async () => {
    const worker = await regions.work([table]);
    await write(0, 20);
    await until(() => regions.statusOf(worker, regions.link(table, EAST)).applied > 3);
    await cloud().region(EAST).kill();
    await until(() => {
      const { problem, atTip, lagMs } = regions.statusOf(worker, regions.link(table, EAST));
      return problem !== undefined && !atTip && lagMs !== undefined && lagMs > 0;
    });
    await cloud().region(EAST).restart();
    await write(20, 40);
    await regions.drained(table);
    await bothAreEqual();
    expect(regions.statusOf(worker, regions.link(table, EAST))).toMatchObject({ parked: 0, gaps: 0 });
  });

  it('while its target throttles, conflicts, fails, resets and loses answers', async () => {
    const west = cloud().region(WEST);
    const worker = await regions.work([table]);
    const faults = [
      west.faults.add({ kind: 'throttle', share: 0.15 }),
      west.faults.add({ kind: 'transaction-conflict', share: 0.15 }),
      west.faults.add({ kind: 'server-error', share: 0.05, body: 'none', status: 503 }),
      west.faults.add({ kind: 'server-error', share: 0.05, when: 'after' }),
      west.faults.add({ kind: 'reset', when: 'after', share: 0.05 }),
      west.faults.add({ kind: 'garbage', share: 0.05 }),
    ];
    await write(0, 60);
    await until(() => {
      const { applied, coalesced, superseded } = regions.statusOf(worker, regions.link(table, EAST));
      return applied + coalesced + superseded >= 50;
    });
    for (const fault of faults) await fault.lift();
    await regions.drained(table);
    await bothAreEqual();
    expect(regions.statusOf(worker, regions.link(table, EAST)).parked).toBe(0);
    expect(await regions.ledger(table, EAST)).toEqual([]);
  });
});

describe('a link goes on without a part of its service', () => {
  it('with transactions in place of single requests while the route can not be read', async () => {
    const seen: (string | undefined)[] = [];
    const stop = cloud()
      .region(WEST)
      .watch(({ operation }) => seen.push(operation));
    const worker = await regions.work([table]);
    await regions.put(EAST, table, key('known'));
    await regions.drained(table);
    expect(seen).toContain('PutItem');
    await regions.lease.stop();
    await until(() => regions.lease.view() === undefined);
    seen.length = 0;
    await regions.put(EAST, table, key('a'));
    await regions.put(EAST, table, key('b'));
    await until(() => regions.get(WEST, table, key('b')));
    expect(seen).not.toContain('PutItem');
    expect(regions.statusOf(worker, regions.link(table, EAST)).applied).toBe(3);
    stop();
  });

  it('with removals waiting, and nothing else, while nothing confirms the route', async () => {
    const worker = await regions.work([table]);
    await regions.put(EAST, table, key('a'));
    await regions.drained(table);
    await regions.lease.stop();
    await until(() => regions.lease.view() === undefined);
    await regions.delete(EAST, table, key('a'));
    await until(() =>
      regions
        .statusOf(worker, regions.link(table, EAST))
        .problem?.includes('UND_REPLICATOR_ROUTE_UNCONFIRMED'),
    );
    expect(await regions.get(WEST, table, key('a'))).toBeDefined();
    // The source's own fence says so too.
    await regions.fences.write(EAST, { epoch: 1, writer: EAST, revision: 1 });
    await until(async () => (await regions.get(WEST, table, key('a'))) === undefined);
  });

  it('by one worker, when two are there, and by the other when the first one stops', async () => {
    const workers = [await regions.work([table]), await regions.work([table])] as const;
    const link = regions.link(table, EAST);
    await write(0, 10);
    await regions.drained(table);
    // On a busy machine the lead may go from one to the other by itself.
    const [leader, follower] = await until(() => {
      const [one, other] = workers;
      const [isOne, isOther] = workers.map((worker) => regions.statusOf(worker, link).leader);
      return isOne !== isOther && (isOne ? workers : ([other, one] as const));
    });
    expect(regions.statusOf(follower, link)).toMatchObject({ state: 'following' });
    await leader.stop();
    await write(10, 20);
    await regions.drained(table);
    expect(regions.statusOf(leader, link)).toMatchObject({ leader: false, state: 'stopped' });
    expect(regions.statusOf(follower, link).leader).toBe(true);
    await bothAreEqual();
  });
});
