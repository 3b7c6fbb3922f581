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
});
