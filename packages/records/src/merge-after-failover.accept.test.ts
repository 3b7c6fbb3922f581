import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { countMerges } from './count-merges.ts';
import { Counters } from './test-support/counters.ts';
import { EAST, FailoverShop, WEST, WITNESS } from './test-support/failover-shop.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST, WITNESS] });
let shop: FailoverShop;
afterEach(() => shop.close());

describe('a merge after a failover that lost a tail of ten', () => {
  it('gives back all of 160 acknowledged increments, once, however often it is run (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'counters' });
    const counters = new Counters(shop);
    await counters.loseTail(['visits'], { arrived: 100, after: 50 });
    await shop.startWorker();
    await shop.drained();
    expect(await counters.counts('visits')).toEqual(['150', '150']);
    expect(countMerges(await counters.merge())).toEqual({ merged: 10, present: 0, conflict: 0, waits: 0 });
    await shop.drained();
    expect(await counters.counts('visits')).toEqual(['160', '160']);
    expect(await counters.merge()).toEqual([]);
    await shop.drained();
    expect(await counters.counts('visits')).toEqual(['160', '160']);
  }, 120_000);

  it('gives back every increment while the application goes on writing (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'busy' });
    const counters = new Counters(shop);
    await counters.loseTail(['here', 'there']);
    await shop.startWorker();
    await shop.drained();
    const application = shop.application();
    const [merged] = await Promise.all([
      counters.merge(),
      counters.add(application, 'here', 60),
      counters.add(application, 'there', 20),
    ]);
    expect(countMerges(merged)).toEqual({ merged: 20, present: 0, conflict: 0, waits: 0 });
    await shop.drained();
    expect([await counters.counts('here'), await counters.counts('there')]).toEqual([
      ['100', '100'],
      ['60', '60'],
    ]);
  }, 120_000);

  it('is made in the region that is the writer by then (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'moved-home' });
    const counters = new Counters(shop);
    await counters.loseTail(['visits']);
    await shop.startWorker();
    await shop.drained();
    await shop.closeMerging(EAST);
    await shop.move(EAST, 'switchover');
    const application = shop.application();
    await counters.add(application, 'visits', 5);
    expect(countMerges(await counters.merge())).toEqual({ merged: 10, present: 0, conflict: 0, waits: 0 });
    await shop.drained();
    expect(await counters.counts('visits')).toEqual(['45', '45']);
    expect(await counters.merge()).toEqual([]);
  }, 120_000);

  it('counts no write twice that the link had applied before it lost its checkpoints (fault N7)', async () => {
    shop = await FailoverShop.open(cloud(), { name: 'read-again' });
    const counters = new Counters(shop);
    await counters.loseTail(['visits']);
    await shop.forgetCheckpoints();
    await shop.startWorker();
    await shop.drained();
    expect(countMerges(await counters.merge())).toEqual({ merged: 10, present: 20, conflict: 0, waits: 0 });
    expect((await counters.counts('visits'))[1]).toBe('40');
  }, 120_000);
});
