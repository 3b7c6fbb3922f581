import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { CheckFacts } from '@understudy/service';
import { OrchestratorWorld, sampleCheckFacts, sampleTableFacts } from '../testing/index.ts';

let world: OrchestratorWorld;
let looks: number;
let facts: CheckFacts;
beforeEach(async () => {
  world = new OrchestratorWorld();
  looks = 0;
  facts = sampleCheckFacts([REGION_A, REGION_B], world.moves.tables);
  await world.begin();
});
afterEach(async () => {
  await world.end();
  assert.deepEqual(world.moves.broken, []);
});

const readiness = {
  inspect: async () => {
    looks += 1;
    return facts;
  },
  credentials: () => [],
};
const startAll = () => ['orch-1', 'orch-2', 'orch-3'].map((name) => world.start(name, { readiness }));
const passing = (ms: number) => world.moves.clock.advance(ms);
const stored = async () => (await world.control.read()).readiness;
/** The standby has no stream any more. */
const breakStream = () => {
  const [first, second] = facts.data;
  const tables = new Map([...second.tables, ['orders', sampleTableFacts({ stream: 'off' })]]);
  facts = { ...facts, data: [first, { ...second, tables }] };
};

describe('the readiness that orchestrators evaluate', () => {
  it('is evaluated by the leader alone, once a minute, and kept for all', async () => {
    const living = startAll();
    await passing(10_000);
    expect(looks).toBe(1);
    const leader = living.find(({ orchestrator }) => orchestrator.status().leads);
    const report = await stored();
    expect(report).toMatchObject({ by: leader?.orchestrator.status().observer, verdict: 'passed' });
    await passing(50_000);
    expect(looks).toBeLessThanOrEqual(2);
    await passing(180_000);
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(looks).toBeLessThanOrEqual(4);
    expect(world.moves.telemetry.events.filter(({ name }) => name === 'readiness.evaluated')).toHaveLength(
      looks,
    );
  });

  it('is not evaluated again by the next leader before its minute is over', async () => {
    const living = startAll();
    await passing(10_000);
    const leader = living.find(({ orchestrator }) => orchestrator.status().leads);
    if (leader !== undefined) leader.life.dead = true;
    await passing(20_000);
    expect(looks).toBe(1);
    await passing(70_000);
    expect(looks).toBe(2);
    expect((await stored())?.by).not.toBe(leader?.orchestrator.status().observer);
  });

  it('is a finding, a line of the audit and a metric where an action is required, until it is done', async () => {
    const living = startAll();
    const before = facts;
    breakStream();
    await passing(10_000);
    const cause = 'The stream of table orders in eu-central-1 is off.';
    expect(await stored()).toMatchObject({ verdict: 'action-required' });
    expect((await stored())?.items[0]).toMatchObject({ name: 'streams', cause });
    const gauge = (verdict: string) =>
      world.moves.telemetry.gauges.get(`understudy_orchestrator_readiness{verdict="${verdict}"}`);
    expect([gauge('passed'), gauge('action-required')]).toEqual([0, 1]);
    const found = () =>
      living.flatMap(({ orchestrator }) => orchestrator.status().decided?.decision.findings ?? []);
    expect(found()).toMatchObject([{ code: 'not-ready', evidence: [{ what: `streams: ${cause}` }] }]);
    const audit = async () => (await world.audit()).filter(({ kind }) => kind === 'readiness');
    expect((await audit()).map(({ what }) => what)).toEqual([
      `A move would not succeed before a person acts: ${cause} (streams)`,
    ]);
    facts = before;
    await passing(13_000);
    expect([found(), (await stored())?.verdict, (await audit()).length]).toEqual([[], 'passed', 2]);
  });

  it('is left alone while a failover is wanted', async () => {
    startAll();
    await passing(10_000);
    for (const name of ['orch-1', 'orch-2']) world.seen.set(`${name} ${REGION_A}`, 'throttled');
    world.seen.set(`orch-3 ${REGION_A}`, 'unreachable');
    await passing(65_000);
    expect(looks).toBe(1);
  });
});
