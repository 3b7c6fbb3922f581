import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import { OrchestratorWorld } from './testing/index.ts';

const RUNNING = ['orch-1', 'orch-2', 'orch-3'];
/** Five observers of which three run, in one place. */
const observers = [
  ...RUNNING.map((name) => ({ name, place: 'newark' })),
  { name: 'orch-4', place: 'frankfurt' },
  { name: 'orch-5', place: 'london' },
];

let world: OrchestratorWorld;
beforeEach(async () => {
  world = new OrchestratorWorld();
  await world.begin();
});
afterEach(async () => {
  await world.end();
  assert.deepEqual(world.moves.broken, []);
});

const isWriter = async (region: string) => {
  const { route } = await world.moves.routes.read();
  return route.phase === 'steady' && route.writer === region;
};

/** A message of Alertmanager, by the world's time. */
function message(status: 'firing' | 'resolved' = 'firing') {
  const labels = {
    alertname: 'ShopErrors',
    understudy_service: 'shop',
    understudy_signal: 'application-errors',
  };
  const startsAt = new Date(world.moves.clock.wallMs()).toISOString();
  return { version: '4', alerts: [{ status, labels, annotations: {}, startsAt, fingerprint: 'f' }] };
}

async function start() {
  const living = RUNNING.map((name) => world.start(name, { settings: { observers } }));
  await world.awaits(async () => (await world.control.read()).reports.length === RUNNING.length);
  await world.moves.clock.advance(1_000);
  return living.map(({ orchestrator }) => orchestrator);
}

describe('three orchestrators of one place whose writer dies', () => {
  it('wait, and fail over once any of them hears that applications get errors; the audit says by which alert', async () => {
    const orchestrators = await start();
    world.moves.down.add(REGION_A);
    await world.moves.clock.advance(20_000);
    expect(await isWriter(REGION_A)).toBe(true);

    const follower = orchestrators.find((each) => !each.status().leads);
    expect(follower?.takeAlerts(message())).toBeUndefined();
    await world.awaits(() => isWriter(REGION_B), 20_000);
    const { intents } = await world.control.read();
    expect(intents).toMatchObject([{ reason: expect.stringContaining('; ShopErrors fires') }]);
    const decided = (await world.audit()).filter(({ kind }) => kind === 'decision');
    expect(decided.some(({ what }) => what.includes('(one-place)'))).toBe(true);
    expect(decided.some(({ what }) => what.includes('(alerts: ShopErrors), and nothing blocks it'))).toBe(
      true,
    );
  });

  it('stay where the alert is over, is refused, or fired before', async () => {
    const [first] = await start();
    expect(first?.takeAlerts(message())).toBeUndefined();
    await world.moves.clock.advance(10_000);
    world.moves.down.add(REGION_A);
    await world.moves.clock.advance(5_000);
    expect(first?.status().alerts).toHaveLength(1);
    expect(first?.takeAlerts({ version: '5' })).toContain('no message of Alertmanager');
    first?.takeAlerts(message('resolved'));
    await world.moves.clock.advance(20_000);
    expect(first?.status().alerts).toEqual([]);
    expect(await isWriter(REGION_A)).toBe(true);
  });
});
