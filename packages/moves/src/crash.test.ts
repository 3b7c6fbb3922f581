import { describe, expect, it } from '@jest/globals';
import type { Mover } from './mover.ts';
import { MoveWorld, REGION_A, REGION_B, type DeathOptions } from './testing/index.ts';

interface Story {
  readonly name: string;
  /** The state before the mover begins. */
  prepare(world: MoveWorld): Promise<void>;
  /** What the mover does until it dies. */
  act(world: MoveWorld, mover: Mover): Promise<unknown>;
  /** What comes of it where it does not die. */
  readonly ends: { readonly epoch: number; readonly writer: string };
}

const failedOver = async (world: MoveWorld) => {
  world.down.add(REGION_A);
  await world.until(world.mover('before').mover.failover({ to: REGION_B, reason: '' }));
  world.down.delete(REGION_A);
};

const stories: readonly Story[] = [
  {
    name: 'a switchover',
    prepare: async () => {},
    act: (_world, mover) => mover.switchover({ to: REGION_B, reason: '' }),
    ends: { epoch: 2, writer: REGION_B },
  },
  {
    name: 'a failover from a dead region',
    prepare: async (world) => void world.down.add(REGION_A),
    act: (_world, mover) => mover.failover({ to: REGION_B, reason: '' }),
    ends: { epoch: 2, writer: REGION_B },
  },
  {
    name: 'a failover from a region that still answers',
    prepare: async () => {},
    act: (_world, mover) => mover.failover({ to: REGION_B, reason: '' }),
    ends: { epoch: 2, writer: REGION_B },
  },
  {
    name: 'a failover back to a region whose tail is unsettled',
    prepare: failedOver,
    act: (_world, mover) => mover.failover({ to: REGION_A, reason: '' }),
    ends: { epoch: 3, writer: REGION_A },
  },
  {
    name: 'an abort',
    prepare: async (world) => {
      void world.mover('before', { diesAt: 14 }).mover.switchover({ to: REGION_B, reason: '' });
      await world.clock.advance(5_000);
      expect((await world.routes.read()).route.phase).toBe('moving');
    },
    act: (_world, mover) => mover.abort({ reason: '' }),
    ends: { epoch: 1, writer: REGION_A },
  },
  {
    name: 'the merging of a tail',
    prepare: failedOver,
    act: (world, mover) => world.reconcile(mover),
    ends: { epoch: 2, writer: REGION_B },
  },
];

/** One life of a mover that dies at its `diesAt`-th call; then another heals what it left. */
async function liveAndHeal(story: Story, death: DeathOptions): Promise<{ readonly calls: number }> {
  const world = new MoveWorld();
  await world.begin();
  await story.prepare(world);
  const { mover, life } = world.mover('first', death);
  const acted = story.act(world, mover);
  const state = { done: false };
  // A dead mover's own errors don't matter.
  acted.then(
    () => (state.done = true),
    () => (state.done = true),
  );
  while (!state.done && !life.dead) await world.clock.advance(200);
  if (!life.dead) await acted;
  await world.clock.advance(1_500);

  world.down.clear();
  const report = await world.healAll(world.mover('second').mover);
  expect(world.broken).toEqual([]);
  const { route } = await world.routes.read();
  if (!life.dead) expect(route).toMatchObject(story.ends);
  if (report.outcome === 'promoted') expect(report.steps.map(({ step }) => step)).toContain('wait');
  await world.end();
  return { calls: life.calls };
}

describe.each(stories)('$name', (story) => {
  it.each(['lost', 'applied'] as const)(
    'may die at every call it makes, the last one %s: the next mover ends it as the protocol says',
    async (effect) => {
      const { calls } = await liveAndHeal(story, {});
      expect(calls).toBeGreaterThan(3);
      for (let diesAt = 1; diesAt <= calls; diesAt += 1) await liveAndHeal(story, { diesAt, effect });
    },
    60_000,
  );
});
