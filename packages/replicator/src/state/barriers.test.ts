import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { Barriers } from './barriers.ts';
import { EAST, TwoRegions, until, WEST } from '../test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let regions: TwoRegions;
let barriers: Barriers;
let count = 0;
let table: string;

beforeEach(async () => {
  regions = new TwoRegions(cloud());
  barriers = new Barriers({ clients: { [EAST]: regions.client(EAST), [WEST]: regions.client(WEST) } });
  count += 1;
  table = `barrier-${count}`;
  await regions.prepare({ name: table, key: { id: 'S' } });
});

afterEach(async () => {
  for (const region of cloud().regions) {
    await region.faults.liftAll();
    if (region.state !== 'running') await region.restart();
  }
  await regions.end();
});

describe('a barrier', () => {
  it('is reached when all that was written before it was asked for is in the target, repeatedly', async () => {
    await regions.work([table]);
    const link = regions.link(table, EAST);
    for (let round = 1; round <= 8; round += 1) {
      for (let n = 0; n < round * 3; n += 1)
        await regions.put(EAST, table, { id: { S: `k${n}` }, round: { N: String(round) } });
      await barriers.request(link, `t${round}`);
      await until(() => barriers.reached(link, `t${round}`));
      const west = await regions.items(WEST, table, ['id']);
      expect(west).toEqual(await regions.items(EAST, table, ['id']));
      const [position] = await regions.linkStore(WEST).readPositions(link);
      expect(position?.sequence).toBeDefined();
    }
  });

  it('is not reached while anything written before it is not settled', async () => {
    await regions.work([table]);
    const link = regions.link(table, EAST);
    await regions.put(EAST, table, { id: { S: 'warm' } });
    await regions.drained(table);
    const noPuts = cloud()
      .region(WEST)
      .faults.add({ kind: 'throttle', operations: ['PutItem'] });
    await regions.put(EAST, table, { id: { S: 'stuck' } });
    await barriers.request(link, 'now');
    await until(() => noPuts.hits > 10);
    expect(await barriers.reached(link, 'now')).toBe(false);
    await noPuts.lift();
    await until(() => barriers.reached(link, 'now'));
    expect(await regions.get(WEST, table, { id: { S: 'stuck' } })).toBeDefined();
  });

  it('is not reached while the source is away, and is when it is back', async () => {
    const worker = await regions.work([table]);
    const link = regions.link(table, EAST);
    await regions.put(EAST, table, { id: { S: 'a' } });
    await regions.drained(table);
    await cloud().region(EAST).kill();
    await barriers.request(link, 'away');
    await until(() => (regions.statusOf(worker, link).lagMs ?? 0) > 1_500);
    expect(await barriers.reached(link, 'away')).toBe(false);
    await cloud().region(EAST).restart();
    await until(() => barriers.reached(link, 'away'));
  });
});

describe('barriers and lag as others see them', () => {
  it('means the moment of its first request, and is replaced by another', async () => {
    await regions.work([table]);
    const link = regions.link(table, EAST);
    await barriers.request(link, 'one');
    await until(() => barriers.reached(link, 'one'));
    await barriers.request(link, 'one');
    expect(await barriers.reached(link, 'one')).toBe(true);
    await barriers.request(link, 'two');
    expect(await barriers.reached(link, 'one')).toBe(false);
    await until(() => barriers.reached(link, 'two'));
  });

  it('tells no lag before any was said, none at the tip, and the age of what is settled behind it', async () => {
    const link = regions.link(table, EAST);
    expect(await barriers.lag(link)).toEqual({ link, lagMs: undefined });
    await regions.work([table]);
    await regions.put(EAST, table, { id: { S: 'a' } });
    await regions.drained(table);
    await until(async () => (await barriers.lag(link)).lagMs === 0);
    await cloud().region(EAST).kill();
    await until(async () => ((await barriers.lag(link)).lagMs ?? 0) > 1_000);
  });

  it('tells what may be missing of a source that is gone: it does not grow, also under another leader (fault D16)', async () => {
    const link = regions.link(table, EAST);
    const first = await regions.work([table]);
    await regions.put(EAST, table, { id: { S: 'a' } });
    await regions.drained(table);
    const reported = async () => {
      const { contactMs, completeUpToMs } = await barriers.lag(link);
      return contactMs === undefined || completeUpToMs === undefined
        ? undefined
        : { contactMs, completeUpToMs };
    };
    await until(async () => (await reported()) !== undefined);
    await cloud().region(EAST).kill();
    await until(async () => ((await barriers.lag(link)).lagMs ?? 0) > 1_000);
    const atDeath = await reported();
    const missingMs = (atDeath?.contactMs ?? NaN) - (atDeath?.completeUpToMs ?? NaN);
    expect(missingMs).toBeLessThan(((await barriers.lag(link)).lagMs ?? 0) + 1_000);
    await first.stop();
    await regions.work([table]);
    await until(
      async () => ((await barriers.lag(link)).lagMs ?? 0) > 3_000 || (await reported()) === undefined,
    );
    expect(await reported()).toEqual(atDeath);
  });

  it('can not be asked of a region without a client', async () => {
    const link = { table, source: EAST, target: 'ap-south-1' };
    await expect(barriers.request(link, 'x')).rejects.toMatchObject({
      code: 'UND_REPLICATOR_OPTIONS_INVALID',
    });
  });
});
