import { LIMITS, TABLE } from './limits.ts';
import { otherOf, REGIONS } from './other-of.ts';
import { Timeline } from './timeline.ts';
import type { History, Violation } from './types.ts';
import { fromTheLoop } from './world/scheduler.ts';
import { World } from './world/world.ts';

/** What came of a history. */
export interface Played {
  readonly violations: readonly Violation[];
  readonly coverage: ReadonlyMap<string, number>;
  readonly timeline: Timeline;
  /** Virtual ms until all was at rest. */
  readonly endedMs: number;
  readonly events: number;
}

/** How long after everything has healed all has to be merged and settled; and then a write has to succeed. */
const REST_MS = 12_000;

/** Plays a history to its end, or to the first violation. */
export function playHistory(history: History, { timeline = false } = {}): Promise<Played> {
  return fromTheLoop(() => play(history, timeline));
}

function play(history: History, timeline: boolean): Played {
  const world = new World(history, new Timeline(timeline));
  const { scheduler } = world;
  try {
    scheduler.run(history.healMs, () => world.isBroken);
    if (!world.isBroken) {
      if (!world.onlooker.unseeded.isEmpty) sayGap(world);
      else comeToRest(world);
    }
    if (!world.isBroken) writeOnce(world);
  } catch (error) {
    world.onlooker.broke(7, `the history can't go on: ${String(error)}`);
  }
  return {
    violations: world.onlooker.violations,
    coverage: world.coverage.counts,
    timeline: world.timeline,
    endedMs: scheduler.nowMs,
    events: scheduler.events,
  };
}

/** 7, first half: once faults stop, a writer exists, tails are merged, and the streams drain, within a bound. */
function comeToRest(world: World): void {
  const { scheduler, history } = world;
  const limitMs = history.healMs + REST_MS;
  for (;;) {
    const merged = scheduler.run(
      limitMs,
      everyNowAndThen(world, () => isMerged(world)),
    );
    if (world.isBroken) return;
    if (!merged) {
      world.onlooker.broke(
        7,
        `${REST_MS} ms after all healed the route is ${JSON.stringify(world.snapshot().route)}`,
      );
      return;
    }
    letLand(world);
    scheduler.run(
      limitMs,
      everyNowAndThen(world, () => !world.hasSuspects),
    );
    const drained = world.drain(limitMs);
    if (world.onlooker.violations.length > 0) return;
    if (!drained) {
      world.onlooker.broke(7, `the links do not settle within ${REST_MS} ms`);
      return;
    }
    // A move that was asked for before all healed may have been made only now.
    if (isMerged(world)) {
      world.onlooker.judgeTheEnd();
      return;
    }
  }
}

/**
 * Until nothing that was sent can land any more, and what it left behind can have been looked at again. Half of the histories wait as long as
 * any request could take; of the others it is known that no request is held up and no call is still to be answered, and what is looked at
 * again is waited for apart.
 */
function letLand(world: World): void {
  const { scheduler, history } = world;
  const longestMs = scheduler.nowMs + LIMITS.maxRequestAgeMs * 1.6;
  if (history.seed % 2 === 0) {
    scheduler.run(longestMs, () => world.isBroken);
    return;
  }
  scheduler.run(longestMs, () => world.isBroken || !(world.holdsUp || world.awaitsOutcomes));
  scheduler.run(scheduler.nowMs + LIMITS.leaseMs, () => world.isBroken);
}

/**
 * Links say that changes may be missing: writes are in no stream, or a table was made again. Only a re-seeding backfill brings those,
 * so that merging does not end. A move still does.
 */
function sayGap(world: World): void {
  const { history, onlooker, coverage } = world;
  const isSaid = () => world.saysGaps && world.snapshot().route.phase === 'steady';
  world.drain(history.healMs + REST_MS, everyNowAndThen(world, isSaid));
  if (world.isBroken) return;
  if (isSaid()) coverage.count('gap said that waits for a re-seed');
  else
    onlooker.broke(
      3,
      `changes may be missing until a re-seed, and ${REST_MS} ms after all healed a link did not say so, or a move goes on`,
    );
}

function isMerged(world: World): boolean {
  const { route } = world.snapshot();
  return (
    route.phase === 'steady' &&
    route.merging.length === 0 &&
    world.isSeeded &&
    REGIONS.every((region) => world.regions[region].isUp)
  );
}

/** A look that costs something, not after each event. */
function everyNowAndThen(world: World, look: () => boolean): () => boolean {
  let lookedMs = -Infinity;
  return () => {
    if (world.isBroken) return true;
    if (world.scheduler.nowMs - lookedMs < 20) return false;
    lookedMs = world.scheduler.nowMs;
    return look();
  };
}

/** 7, second half: a write succeeds, in the writer. */
function writeOnce(world: World): void {
  const { scheduler } = world;
  const written = world.write('client-1', { table: TABLE, key: 'last', how: 'put' });
  scheduler.run(scheduler.nowMs + LIMITS.writeDeadlineMs, () => written?.told !== 'nothing');
  if (written?.told !== 'acknowledged')
    world.onlooker.broke(
      7,
      `a write after all healed received "${written?.told ?? 'nothing'}" (standby: ${otherOf(REGIONS[0])})`,
    );
}
