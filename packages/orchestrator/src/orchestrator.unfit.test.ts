import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readinessOf } from './readiness-of.ts';
import { OrchestratorWorld, type WorldOrchestrator } from './testing/index.ts';

let world: OrchestratorWorld;
beforeEach(async () => {
  world = new OrchestratorWorld();
  await world.begin();
});
afterEach(() => world.end());

it.each<[string, WorldOrchestrator, RegExp]>([
  [
    'an old configuration',
    { fingerprint: 'old' },
    /^It runs with the topology old, orch-2 and orch-3 with same/,
  ],
  ['another major version', { version: '0.9.0' }, /^It runs 0.9.0, orch-2 and orch-3 the major version 1/],
])(
  'an orchestrator with %s gives the lead up, takes it no more, and says why',
  async (_what, change, why) => {
    const odd = world.start('orch-1', change);
    await world.awaits(() => odd.orchestrator.status().leads);
    const others = [world.start('orch-2'), world.start('orch-3')];
    await world.awaits(() => others.some(({ orchestrator }) => orchestrator.status().leads));
    await world.moves.clock.advance(10_000);
    const status = odd.orchestrator.status();
    expect([status.leads, status.unfit]).toEqual([false, [expect.stringMatching(why)]]);
    expect(readinessOf(status)).toMatchObject({ ready: false, problems: [{ problem: status.unfit[0] }] });
    expect(world.moves.telemetry.events.find(({ name }) => name === 'leadership.unfit')?.facts).toEqual({
      observer: 'orch-1',
      why: status.unfit,
    });
  },
);
