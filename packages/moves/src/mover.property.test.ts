import { describe, expect, it } from '@jest/globals';
import { isUnderstudyError } from '@understudy/core';
import { propertyRuns, seededRandomness } from '@understudy/core/testing';
import fc from 'fast-check';
import type { Mover } from './mover.ts';
import { MoveWorld, REGION_A, REGION_B, type LivingMover, type WitnessState } from './testing/index.ts';

/** A world with movers that come and go, and all that was asked of them. */
class Stage {
  readonly world = new MoveWorld();
  readonly surprises: unknown[] = [];
  readonly #legMs: () => number;
  readonly #movers = new Map<string, LivingMover>();
  #born = 0;

  constructor(seed: number, longestLegMs: number) {
    const randomness = seededRandomness(seed);
    this.#legMs = () => Math.floor(randomness.fraction() * longestLegMs);
  }

  async begin(): Promise<void> {
    await this.world.begin(this.#legMs);
  }

  living(name: string): LivingMover {
    const known = this.#movers.get(name);
    if (known !== undefined) return known;
    const born = this.world.mover(`${name}${String((this.#born += 1))}`, { legMs: this.#legMs });
    this.#movers.set(name, born);
    return born;
  }

  /** Lets a mover begin something; refusals are answers, all else is a surprise. */
  ask(name: string, action: (mover: Mover) => Promise<unknown>): void {
    const { mover, life } = this.living(name);
    action(mover).catch((error: unknown) => {
      if (!life.dead && !isUnderstudyError(error)) this.surprises.push(error);
    });
  }

  kill(name: string): void {
    this.living(name).life.dead = true;
    this.#movers.delete(name);
  }

  /** Ends all faults; those who slept go on where they were, while a new mover puts all in order. */
  async heal(): Promise<void> {
    const { world } = this;
    world.witness = 'well';
    world.down.clear();
    world.partitioned.clear();
    Object.assign(world.links, { settleMs: 50, lag: 20 });
    for (const { process } of this.#movers.values()) process.resume();
    await world.clock.advance(30_000);
    await world.healAll(this.living('healer').mover);
    await world.clock.advance(10_000);
    const { route } = await world.routes.read();
    expect(route).toMatchObject({ phase: 'steady', merging: [] });
  }
}

interface Act {
  readonly name: string;
  readonly do: (stage: Stage) => Promise<void> | void;
}

const named = (name: string, act: Act['do']) => ({ name, do: act, toString: () => name });
const who = fc.constantFrom('m', 'n', 'o');
const region = fc.constantFrom(REGION_A, REGION_B);
const asked = (word: string, action: (stage: Stage, mover: Mover, to: string) => Promise<unknown>) =>
  fc
    .tuple(who, region)
    .map(([name, to]) =>
      named(`${name}: ${word} ${to}`, (stage) => stage.ask(name, (mover) => action(stage, mover, to))),
    );
const toggled = (which: 'down' | 'partitioned') =>
  fc.tuple(region, fc.boolean()).map(([one, away]) =>
    named(`${one} ${which}: ${String(away)}`, ({ world }) => {
      if (away) world[which].add(one);
      else world[which].delete(one);
    }),
  );

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.nat(4_000).map((ms) => named(`pass ${String(ms)}`, ({ world }) => world.clock.advance(ms))),
  },
  { weight: 4, arbitrary: asked('switchover', (_stage, mover, to) => mover.switchover({ to, reason: '' })) },
  { weight: 4, arbitrary: asked('failover', (_stage, mover, to) => mover.failover({ to, reason: '' })) },
  { weight: 4, arbitrary: asked('resume', (_stage, mover) => mover.resume()) },
  { weight: 9, arbitrary: asked('abort', (_stage, mover) => mover.abort({ reason: '' })) },
  { weight: 5, arbitrary: asked('reconcile', ({ world }, mover) => world.reconcile(mover)) },
  { weight: 2, arbitrary: who.map((name) => named(`${name} dies`, (stage) => stage.kill(name))) },
  {
    weight: 2,
    arbitrary: who.map((name) => named(`${name} sleeps`, (stage) => stage.living(name).process.pause())),
  },
  {
    weight: 3,
    arbitrary: who.map((name) => named(`${name} wakes`, (stage) => stage.living(name).process.resume())),
  },
  { weight: 2, arbitrary: toggled('down') },
  { weight: 3, arbitrary: toggled('partitioned') },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(10, 400, 8_000)
      .map((settleMs) =>
        named(`links settle in ${String(settleMs)}`, ({ world }) => void (world.links.settleMs = settleMs)),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<WitnessState>('well', 'well', 'away', 'deaf')
      .map((state) => named(`the witness is ${state}`, ({ world }) => void (world.witness = state))),
  },
);

describe('any interleaving of movers that die, sleep and race, and of regions that come and go', () => {
  it('keeps to the protocol at every change of the route, and comes to rest once the faults end', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(acts, { minLength: 5, maxLength: 60 }),
        fc.nat(),
        fc.constantFrom(1, 60, 400),
        async (history, seed, longestLegMs) => {
          const stage = new Stage(seed, longestLegMs);
          await stage.begin();
          for (const act of history) {
            await act.do(stage);
            expect(stage.world.broken).toEqual([]);
          }
          await stage.heal();
          expect(stage.world.broken).toEqual([]);
          expect(stage.surprises).toEqual([]);
          await stage.world.end();
          for (const { name } of stage.world.telemetry.events) seen.set(name, (seen.get(name) ?? 0) + 1);
        },
      ),
      { numRuns: propertyRuns(80, 200) },
    );
    for (const event of ['move.promoted', 'move.aborted', 'merging.settled', 'merging.emptied']) {
      // Each is seen a dozen times on average, so that none is missing by chance.
      expect([event, seen.has(event)]).toEqual([event, true]);
    }
  }, 120_000);
});
