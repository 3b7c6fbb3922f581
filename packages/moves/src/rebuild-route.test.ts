import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { promotionWaitMs } from '@understudy/core';
import { brokenInvariants, fenceFor, RouteError, type RouteSnapshot } from '@understudy/route';
import { createRoute, MemoryFenceStore, MemoryRouteStore } from '@understudy/route-store';
import { Mover } from './mover.ts';
import { MemoryLinks, MemoryProbe } from './testing/memory-links.ts';
import { WORLD_LIMITS } from './testing/move-world.ts';

const [EAST, WEST] = ['us-east-1', 'eu-central-1'] as const;
const REGIONS = [EAST, WEST] as const;

/** A service whose control store is lost, and an empty one in its place. */
async function lostService() {
  const clock = new ManualClock();
  const [lost, store] = [new MemoryRouteStore(), new MemoryRouteStore()];
  const fences = new MemoryFenceStore();
  const outages = { isDown: () => false };
  const open = (routes: MemoryRouteStore) =>
    new Mover({
      store: routes,
      fences,
      barriers: new MemoryLinks({ clock, outages }),
      probe: new MemoryProbe(outages),
      tables: ['orders'],
      limits: WORLD_LIMITS,
      clock,
    });
  await createRoute({ store: lost, fences, regions: REGIONS, writer: EAST, atMs: clock.wallMs() });
  const fenced = async () => [await fences.read(EAST), await fences.read(WEST)];
  return { clock, lost, store, fences, before: open(lost), after: open(store), fenced };
}

let service: Awaited<ReturnType<typeof lostService>>;
beforeEach(async () => {
  service = await lostService();
});

/** The route as stored, with the fences that follow from it. */
async function stored(): Promise<RouteSnapshot> {
  const snapshot = await service.store.read();
  expect(brokenInvariants(snapshot.route)).toEqual([]);
  expect(await service.fenced()).toEqual([fenceFor(snapshot), fenceFor(snapshot)]);
  return snapshot;
}

function losesFencesOf(away: string): void {
  const { fences } = service;
  const write = fences.write.bind(fences);
  fences.write = async (region, fence) => {
    if (region === away) throw new Error('away');
    return write(region, fence);
  };
}

describe('a route that is made again from the fences', () => {
  it('is the one that was lost, of a revision that nothing of the lost store reaches (fault D17)', async () => {
    const { lost, after, fences } = service;
    const report = await after.rebuild(REGIONS);
    expect(report).toMatchObject({ outcome: 'rebuilt', endsMove: false, copiedFrom: 1, unfenced: [] });
    const { revision, route } = await stored();
    expect(route).toEqual((await lost.read()).route);
    // A mover of the lost store that comes back can't put its fences over these.
    expect(
      await fences.write(EAST, { epoch: 2, writer: WEST, revision: revision - 900, moveId: 'old' }),
    ).toBe(false);
  });

  it('promotes the target of a move whose end is unknown, after a whole wait (fault D17)', async () => {
    const { clock, before, after, lost } = service;
    const moving = before.switchover({ to: WEST, reason: '' });
    moving.catch(() => {});
    await clock.advance(100);
    expect((await lost.read()).route.phase).toBe('moving');
    const rebuilding = after.rebuild(REGIONS);
    await clock.advance(promotionWaitMs(WORLD_LIMITS) - 1);
    await expect(service.store.read()).rejects.toMatchObject({ code: 'UND_ROUTE_NOT_FOUND' });
    await clock.advance(1);
    expect(await rebuilding).toMatchObject({ endsMove: true, unfenced: [] });
    expect((await stored()).route).toMatchObject({
      phase: 'steady',
      writer: WEST,
      epoch: 2,
      merging: [{ region: EAST, tail: 'unsettled' }],
    });
  });
});

describe('a route that can not be made again', () => {
  it('is not made where there is one, or where a fence is missing or carries no copy (fault D17)', async () => {
    const { before, after, fences } = service;
    await expect(before.rebuild(REGIONS)).rejects.toMatchObject({ code: 'UND_MOVES_ROUTE_EXISTS' });
    await expect(after.rebuild([EAST, 'ap-south-1'])).rejects.toMatchObject({
      code: 'UND_MOVES_FENCE_UNREADABLE',
    });
    await fences.write(EAST, { epoch: 1, writer: EAST, revision: 9 });
    await expect(after.rebuild(REGIONS)).rejects.toMatchObject({ code: 'UND_MOVES_FENCE_UNREADABLE' });
    await expect(service.store.read()).rejects.toMatchObject({ code: 'UND_ROUTE_NOT_FOUND' });
  });

  it('is left alone at once where a move of it is under way (fault D17)', async () => {
    const { clock, before } = service;
    before.switchover({ to: WEST, reason: '' }).catch(() => {});
    await clock.advance(100);
    const ends: unknown[] = [];
    before.rebuild(REGIONS).catch((error: unknown) => ends.push(error));
    await clock.advance(0);
    expect(ends).toMatchObject([{ code: 'UND_MOVES_ROUTE_EXISTS' }]);
  });

  it('is not made where the store does not answer, or has one by the time it is written (fault D17)', async () => {
    const { store, after, lost } = service;
    const { route } = await lost.read();
    const answers = [
      new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what: 'No.' }),
      new RouteError('UND_ROUTE_NOT_FOUND', { what: 'No.' }),
    ];
    store.read = () => Promise.reject(answers.shift() ?? new Error('no answer is left'));
    await expect(after.rebuild(REGIONS)).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_UNREACHABLE' });
    expect((await store.create(route)).won).toBe(true);
    await expect(after.rebuild(REGIONS)).rejects.toMatchObject({ code: 'UND_MOVES_ROUTE_EXISTS' });
  });

  it('does not end a move where a fence can not be written (fault D17)', async () => {
    const { clock, before, after, store } = service;
    before.switchover({ to: WEST, reason: '' }).catch(() => {});
    await clock.advance(100);
    losesFencesOf(WEST);
    await expect(after.rebuild(REGIONS)).rejects.toMatchObject({
      code: 'UND_MOVES_FENCE_NOT_WRITTEN',
      details: { regions: [WEST] },
    });
    await expect(store.read()).rejects.toMatchObject({ code: 'UND_ROUTE_NOT_FOUND' });
  });
});

it('a steady route is made again though a region does not take its fence, and the report tells which (fault D17)', async () => {
  losesFencesOf(WEST);
  expect(await service.after.rebuild(REGIONS)).toMatchObject({ outcome: 'rebuilt', unfenced: [WEST] });
});
