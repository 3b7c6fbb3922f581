import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { MovingRoute } from '@understudy/route';
import { freshProgress } from './move-progress.ts';
import { moverSettings } from './options.ts';
import { takeStep } from './take-step.ts';
import { MemoryProbe } from './testing/memory-links.ts';
import { withMoveWorld } from './test-support/with-move-world.ts';
import { REGION_A, REGION_B, WORLD_LIMITS } from './testing/index.ts';

const { world } = withMoveWorld({ beforeEach, afterEach });

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
