import assert from 'node:assert/strict';
import type { Route } from '@understudy/route';
import { MoveWorld } from '../testing/index.ts';

/** The two hooks of a test runner, as Jest has them. */
interface Hooks {
  readonly beforeEach: (action: () => Promise<void>) => void;
  readonly afterEach: (action: () => Promise<void>) => void;
}

interface SharedWorld {
  readonly world: () => MoveWorld;
  /** Names of the events so far, in order. */
  readonly events: () => readonly string[];
  readonly route: () => Promise<Route>;
}

/** A separate world for each test of a file. None may end with a broken rule. */
export function withMoveWorld(hooks: Hooks): SharedWorld {
  let begun: MoveWorld | undefined;
  const world = () => {
    if (begun !== undefined) return begun;
    throw new Error('not begun: use it inside tests, not while the file is read');
  };
  hooks.beforeEach(async () => {
    begun = new MoveWorld();
    await begun.begin();
  });
  hooks.afterEach(async () => {
    assert.deepEqual(world().broken, []);
    await world().end();
  });
  return {
    world,
    events: () => world().telemetry.events.map(({ name }) => name),
    route: async () => (await world().routes.read()).route,
  };
}
