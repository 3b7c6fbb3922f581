import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { promotionWaitMs } from '@understudy/core';
import { fenceFor } from '@understudy/route';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B, WORLD_LIMITS } from './testing/index.ts';

const { world } = withMoveWorld({ beforeEach, afterEach });
const RECONCILE_MS = 1_000;

/** A world after a failover to region B, with region A back, and a mover that has driven no move. */
async function failedOver() {
  world().down.add(REGION_A);
  const override = { by: 'a person', why: 'the writer burns' };
  await world().until(world().mover('m').mover.failover({ to: REGION_B, reason: '', override }));
  return world().mover('n').mover;
}

describe('the reconciliation between moves', () => {
  it('writes no fence while a move is under way, and waits for its end', async () => {
    const moving = world().mover('m').mover.switchover({ to: REGION_B, reason: '' });
    await world().clock.advance(1_000);
    const before = await world().fences.read(REGION_A);
    expect(await world().until(world().mover('n').mover.reconcileMerging())).toEqual({
      did: 'nothing',
      waitingFor: `the move to ${REGION_B} to end`,
      pauseMs: RECONCILE_MS,
    });
    expect(await world().fences.read(REGION_A)).toEqual(before);
    await world().until(moving);
  });

  it('writes the fences once for a route, and rests', async () => {
    const { mover } = world().mover('n');
    const tick = () => world().until(mover.reconcileMerging());
    expect(await tick()).toEqual({ did: 'fences-updated' });
    expect(await tick()).toEqual({ did: 'nothing' });
    const stale = { epoch: 1, writer: REGION_A, revision: 0 };
    expect(await world().fences.write(REGION_A, stale)).toBe(false);
    expect(await world().fences.read(REGION_A)).toMatchObject(fenceFor(await world().routes.read()));
  });

  it('names the region that has yet to take its fence', async () => {
    const { mover } = world().mover('n');
    world().down.add(REGION_B);
    const open = { region: REGION_B, waitingFor: `${REGION_B} to take its fence`, pauseMs: RECONCILE_MS };
    expect(await world().until(mover.reconcileMerging())).toEqual({ did: 'fences-updated', ...open });
    expect(await world().until(mover.reconcileMerging())).toEqual({ did: 'nothing', ...open });
    world().down.clear();
  });
});

describe('the reconciliation after a failover', () => {
  it('waits for the region to take its fence, and then for its last leases, looking now and then', async () => {
    const mover = await failedOver();
    const away = { region: REGION_A, waitingFor: `${REGION_A} to take its fence`, pauseMs: RECONCILE_MS };
    expect(await world().until(mover.reconcileMerging())).toEqual({ did: 'fences-updated', ...away });
    expect(await world().until(mover.reconcileMerging())).toEqual({ did: 'nothing', ...away });
    world().down.clear();
    const fenced = await world().until(mover.reconcileMerging());
    const ending = { region: REGION_A, waitingFor: `the last leases in ${REGION_A} to end` };
    expect(fenced).toEqual({ did: 'fences-updated', ...ending, pauseMs: RECONCILE_MS });
    await world().clock.advance(promotionWaitMs(WORLD_LIMITS) - 100);
    expect(await world().until(mover.reconcileMerging())).toEqual({
      did: 'nothing',
      ...ending,
      pauseMs: 100,
    });
  });

  it('asks the links of its tail, requests a barrier now and then, and settles what all have reached', async () => {
    world().links.settleMs = 60_000;
    const mover = await failedOver();
    world().down.clear();
    await world().until(mover.reconcileMerging());
    await world().clock.advance(promotionWaitMs(WORLD_LIMITS));
    const { revision } = await world().routes.read();
    const token = `settle|${revision}|${REGION_A}`;
    const requests: string[] = [];
    const request = world().links.request.bind(world().links);
    world().links.request = async (link, asked) => {
      requests.push(`${link.table} ${asked}`);
      return request(link, asked);
    };
    const both = [`orders ${token}`, `stock ${token}`];
    for (const asked of [both, both, [...both, ...both]]) {
      expect(await world().until(mover.reconcileMerging())).toEqual({
        did: 'asked',
        region: REGION_A,
        waitingFor: `links to settle: orders ${REGION_A} → ${REGION_B}, stock ${REGION_A} → ${REGION_B}`,
        pauseMs: 100,
      });
      expect(requests).toEqual(asked);
      await world().clock.advance(1_000);
    }
    await world().clock.advance(60_000);
    const settled = await world().until(mover.reconcileMerging());
    expect(settled).toEqual({ did: 'settled', region: REGION_A, pauseMs: 100 });
  });
});

describe('the reconciliation beside other movers', () => {
  it('waits for the last leases once an epoch, not again after each change of the route', async () => {
    const mover = await failedOver();
    world().down.clear();
    const override = { by: 'a person', why: 'the way back' };
    await world().until(world().mover('back').mover.failover({ to: REGION_A, reason: '', override }));
    await world().until(mover.reconcileMerging());
    await world().clock.advance(promotionWaitMs(WORLD_LIMITS));
    const settled: (string | undefined)[] = [];
    for (let ticks = 0; settled.length < 2 && ticks < 10; ticks += 1) {
      const { did, region, waitingFor } = await world().until(mover.reconcileMerging());
      expect(waitingFor ?? '').not.toContain('the last leases');
      if (did === 'settled') settled.push(region);
      await world().clock.advance(100);
    }
    expect(settled.sort()).toEqual([REGION_B, REGION_A].sort());
  });

  it('waits again after another mover has changed the route', async () => {
    const mover = await failedOver();
    world().down.clear();
    await world().until(mover.reconcileMerging());
    await world().clock.advance(promotionWaitMs(WORLD_LIMITS));
    const reached = world().links.reached.bind(world().links);
    let moved = false;
    world().links.settleMs = 0;
    world().links.reached = async (link, token) => {
      if (!moved) {
        moved = true;
        const { revision, route } = await world().routes.read();
        await world().routes.compareAndSet(revision, route);
      }
      return reached(link, token);
    };
    expect(await world().until(mover.reconcileMerging())).toEqual({
      did: 'nothing',
      region: REGION_A,
      waitingFor: 'the route that another mover changed',
      pauseMs: 100,
    });
  });
});
