import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ConstantLoad } from './test-support/constant-load.ts';
import { RepairWorld } from './test-support/repair-world.ts';

// The whole ladder, an outage of a region and leaders that die: repairs.accept.test.ts.
const TEST_MS = 240_000;
const FIRST = 'shop-web-1-g1';
const SECOND = 'shop-web-2-g1';

let world: RepairWorld;
let load: ConstantLoad;

beforeEach(async () => {
  world = await RepairWorld.open(2);
  load = new ConstantLoad(world.port);
}, TEST_MS);
afterEach(async () => {
  await load.stop();
  await world.close();
}, TEST_MS);

it(
  'a server that is down is restarted, and serves again; no request fails',
  async () => {
    const rungs = async () => (await world.attempts(1)).map(({ rung, state }) => `${rung} ${state}`);
    world.start('orch-1');
    await world.ask(FIRST, '/break');
    await world.until('the service is restarted', async () => (await rungs()).join() === 'restart verified');
    expect(await world.answering()).toEqual([FIRST, SECOND]);
    expect(world.cloud.instance(FIRST).units.map(({ starts }) => starts)).toEqual([2]);
    expect(world.calls).toEqual([]);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(load.answered).toBeGreaterThan(50);
    const told = (await world.audit()).filter(({ kind }) => kind === 'repair').map(({ what }) => what);
    expect(told.filter((what) => /^(Begins|Ended)/.test(what))).toEqual([
      expect.stringMatching(
        /^Begins repair 1 of shop-web-1-g1 \(restart, de-fra-2\): .* is down for lb-1 and lb-2/,
      ),
      'Ended repair 1 of shop-web-1-g1 (restart, de-fra-2) as verified: Every balancer that answers shows shop-web-1-g1 as up.',
    ]);
  },
  TEST_MS,
);
