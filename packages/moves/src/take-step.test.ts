import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  decideTransition,
  type MoveKind,
  type MoveStep,
  type MovingRoute,
  type RouteSnapshot,
} from '@understudy/route';
import { freshProgress, type MoveProgress } from './move-progress.ts';
import { moverSettings } from './options.ts';
import { takeStep } from './take-step.ts';
import { MemoryProbe } from './testing/memory-links.ts';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B, WORLD_LIMITS } from './testing/index.ts';

const { world, events } = withMoveWorld({ beforeEach, afterEach });

/** The next step of a mover that has just seen that route. */
async function stepAt(snapshot: Awaited<ReturnType<ReturnType<typeof world>['routes']['read']>>) {
  const { routes: store, fences, links: barriers, clock, tables } = world();
  const probe = new MemoryProbe(world());
  const settings = moverSettings({ store, fences, barriers, probe, clock, tables, limits: WORLD_LIMITS });
  const route = snapshot.route as MovingRoute;
  const progress = freshProgress(route, tables, clock.monotonicMs());
  return takeStep(settings, snapshot, route, progress);
}

/** A drain of a mover that began to drain `spentMs` ago, over links that never answer: how long it takes. */
async function drainTakesMs(spentMs: number) {
  const { clock, routes: store, fences, tables } = world();
  const { snapshot } = await claimed();
  const never = () => new Promise<never>(() => {});
  const barriers = { request: never, reached: never, lag: never, gap: never, parked: never };
  const probe = new MemoryProbe(world());
  const settings = moverSettings({ store, fences, barriers, probe, clock, tables, limits: WORLD_LIMITS });
  const route = { ...(snapshot.route as MovingRoute), step: 'waited' } as const;
  const nowMs = clock.monotonicMs();
  const fresh = freshProgress(route, tables, nowMs);
  const fenced = { ...fresh, fenceTried: true, fencedFrom: true, fencedTo: true, waited: true };
  const progress = { ...fenced, drainFromMs: nowMs - spentMs };
  const outcome = await world().until(takeStep(settings, snapshot, route, progress));
  expect([outcome.did, outcome.progress.undrained]).toEqual(['drain', fresh.undrained]);
  return { tookMs: clock.monotonicMs() - nowMs, settings };
}

async function claimed() {
  const { mover } = world().mover('m');
  mover.switchover({ to: REGION_B, reason: '' }).catch(() => {});
  await world().clock.advance(100);
  return { mover, snapshot: await world().routes.read() };
}

it('a mover that finds the fences ahead of its route goes on from the present route, where that has moved on', async () => {
  const { snapshot } = await claimed();
  await world().until(world().mover('n').mover.abort({ reason: 'changed my mind' }));
  const outcome = await world().until(stepAt(snapshot));
  expect(outcome.snapshot).toEqual(await world().routes.read());
  expect(outcome.progress.abortReason).toBeUndefined();
});

it('a mover that finds a fence ahead of a route that has not moved on aborts: another store wrote it', async () => {
  await world().fences.write(REGION_A, { epoch: 1, writer: REGION_A, revision: 99 });
  const report = await world().until(world().mover('m').mover.switchover({ to: REGION_B, reason: '' }));
  expect(report).toMatchObject({
    outcome: 'aborted',
    abortReason: { code: 'UND_MOVES_FENCE_AHEAD', what: expect.stringContaining(REGION_A) },
  });
});

it('a drain asks a link that does not answer for as long as one question may take, and never past its budget', async () => {
  const early = await drainTakesMs(0);
  expect(early.tookMs).toBe(early.settings.reachLimitMs);
  const late = await drainTakesMs(early.settings.drainLimitMs - 100);
  expect(late.tookMs).toBe(100);
});

/** One step of a move of that kind which has come so far, by a mover that knows `more` of it. */
async function stepOf(
  kind: MoveKind,
  step: MoveStep,
  more: Partial<MoveProgress>,
  changed: Partial<RouteSnapshot> = {},
) {
  const { routes: store, fences, links: barriers, clock, tables, telemetry } = world();
  const steady = await store.read();
  const claim = { type: 'claim', kind, to: REGION_B, moveId: 'm', reason: '', atMs: 0 } as const;
  const route = { ...(decideTransition(steady.route, claim) as MovingRoute), step };
  const { snapshot } = await store.compareAndSet(steady.revision, route);
  const probe = new MemoryProbe(world());
  const parts = { store, fences, barriers, probe, clock, tables, telemetry };
  const settings = moverSettings({ ...parts, limits: WORLD_LIMITS });
  const fresh = { ...freshProgress(route, tables, clock.monotonicMs()), ...more };
  await clock.advance(50);
  const taken = takeStep(settings, { ...snapshot, ...changed }, route, fresh);
  return { outcome: await world().until(taken), settings, fresh };
}

const FENCED = { fenceTried: true, fencedFrom: true, fencedTo: true } as const;
const WAITED = { ...FENCED, waited: true } as const;

describe('the fences of a move', () => {
  it('keep what was known of the other region, of lags and of parked records from the first try', async () => {
    const link = { table: 'orders', source: REGION_A, target: REGION_B };
    const known = { lags: [{ link, lagMs: 7 }], parked: [{ link, parked: 7 }] };
    for (const missing of ['fencedFrom', 'fencedTo'] as const) {
      const { outcome, fresh } = await stepOf('switchover', 'claimed', {
        ...FENCED,
        ...known,
        [missing]: false,
      });
      expect(outcome).toMatchObject({ did: 'fence', pauseMs: 0, progress: { ...FENCED, ...known } });
      const restarts = outcome.progress.waitFromMs - fresh.waitFromMs;
      expect(restarts).toBe(missing === 'fencedFrom' ? 50 : 0);
      await world().until(world().mover('n').mover.abort({ reason: 'the next one' }));
    }
  });

  it('are not enough for a switchover without the old region, and are for a failover', async () => {
    world().down.add(REGION_A);
    const { outcome, settings, fresh } = await stepOf('switchover', 'claimed', {});
    expect(outcome).toMatchObject({ pauseMs: settings.pollMs, progress: { fencedFrom: false } });
    expect(outcome.progress.waitFromMs).toBe(fresh.waitFromMs);
    expect(events()).toEqual(['move.fence_failed']);
    await world().until(world().mover('n').mover.abort({ reason: 'the next one' }));
    const failover = await stepOf('failover', 'claimed', {});
    expect(failover.outcome).toMatchObject({ pauseMs: 0, progress: { fencedFrom: false, fencedTo: true } });
    expect(events().at(-1)).toBe('move.fenced');
    world().down.clear();
  });
});

describe('the drain of a move', () => {
  it('requests its barriers at once and then now and again, and is over at once when all have reached them', async () => {
    const first = await stepOf('switchover', 'waited', WAITED);
    const { progress } = first.outcome;
    expect([progress.undrained.length, progress.askedMs]).toEqual([2, world().clock.monotonicMs()]);
    const { routes, clock } = world();
    const snapshot = await routes.read();
    const again = () => takeStep(first.settings, snapshot, snapshot.route as MovingRoute, progress);
    world().links.settleMs = 500;
    await clock.advance(100);
    expect((await world().until(again())).progress.askedMs).toBe(progress.askedMs);
    await clock.advance(500);
    expect(await world().until(again())).toMatchObject({ pauseMs: 0, progress: { undrained: [] } });
    expect(events().at(-1)).toBe('move.drained');
  });

  it('of a failover goes on over parked records; a switchover waits for links that do not count theirs', async () => {
    world().links.settleMs = 0;
    world().links.parkedRecords = 2;
    const failover = await stepOf('failover', 'waited', WAITED);
    expect(failover.outcome.progress).toMatchObject({ undrained: [], abortReason: undefined });
    await world().until(world().mover('n').mover.abort({ reason: 'the next one' }));
    world().links.parked = async () => undefined as never;
    const { outcome, settings } = await stepOf('switchover', 'waited', WAITED);
    expect(outcome.pauseMs).toBe(settings.pollMs);
    expect(outcome.progress).toMatchObject({ abortReason: undefined });
    expect(outcome.progress.undrained).toHaveLength(2);
  });
});

describe('a change of the route that another mover was quicker with', () => {
  const abortReason = { code: 'UND_MOVES_ABORTED', what: 'changed my mind' } as const;

  it.each<[string, MoveKind, MoveStep, Partial<MoveProgress>]>([
    ['a record', 'failover', 'waited', { ...WAITED, fencedFrom: false }],
    ['a promotion', 'failover', 'drained', { ...WAITED, undrained: [] }],
    ['an abort', 'switchover', 'claimed', { abortReason }],
  ])('ends nothing, tells nothing and writes no fence: %s', async (_name, kind, step, more) => {
    const { outcome } = await stepOf(kind, step, more, { revision: 1 });
    expect([outcome.ended, events(), world().telemetry.counters.size]).toEqual([false, [], 0]);
    expect(outcome.snapshot).toEqual(await world().routes.read());
    expect((await world().fences.read(REGION_A))?.revision).toBe(1);
  });
});
