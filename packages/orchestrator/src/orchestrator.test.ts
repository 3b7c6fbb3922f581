import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { promotionWaitMs } from '@understudy/core';
import type { Decision, Intent, IntentAction, ServiceView } from '@understudy/findings';
import { REGION_A, REGION_B, WORLD_LIMITS } from '@understudy/moves/testing';
import { decideFailover } from './decide/decide-failover.ts';
import { OrchestratorWorld, samplePolicy } from './testing/index.ts';

const NAMES = ['orch-1', 'orch-2', 'orch-3'];
/** Looks, one report and one tick. */
const DETECTION_MS = samplePolicy.looks * samplePolicy.lookEveryMs + 500;

let world: OrchestratorWorld;
beforeEach(async () => {
  world = new OrchestratorWorld();
  await world.begin();
});
afterEach(async () => {
  await world.end();
  assert.deepEqual(world.moves.broken, []);
});

const route = async () => (await world.moves.routes.read()).route;
const isWriter = async (region: string) => {
  const now = await route();
  return now.phase === 'steady' && now.writer === region;
};
const awaitWriter = (region: string, limitMs?: number) => world.awaits(() => isWriter(region), limitMs);
const events = (name: string) => world.moves.telemetry.events.filter((event) => event.name === name);
const passing = (ms: number) => world.moves.clock.advance(ms);
const calm = async () => {
  await world.awaits(async () => (await world.control.read()).reports.length === NAMES.length);
  await passing(1_000);
};

describe('three orchestrators whose writer dies', () => {
  it('fail over once, within detection and wait, verify it, and write down why', async () => {
    const living = world.startAll();
    await calm();
    const diedMs = world.moves.clock.monotonicMs();
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    const tookMs = world.moves.clock.monotonicMs() - diedMs;
    expect(tookMs).toBeLessThanOrEqual(DETECTION_MS + promotionWaitMs(WORLD_LIMITS) + 200);
    await world.awaits(async () =>
      (await world.control.read()).intents.some(({ state }) => state === 'done'),
    );

    const state = await world.control.read();
    expect(state.lastMove).toMatchObject({ kind: 'failover', to: REGION_B, epoch: 2, automatic: true });
    expect(state.intents).toMatchObject([
      {
        state: 'done',
        action: { kind: 'failover', to: REGION_B },
        outcome: { what: expect.stringContaining('Verified') },
      },
    ]);
    expect(events('move.promoted')).toHaveLength(1);
    expect(living.filter(({ orchestrator }) => orchestrator.status().leads)).toHaveLength(1);
    const kinds = (await world.audit()).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['leader', 'decision', 'move', 'verified']));
  });

  it('leave an audit from which every decision follows again', async () => {
    world.startAll();
    await calm();
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    await passing(2_000);
    const decisions = (await world.audit()).flatMap(({ kind, data }) =>
      kind === 'decision' && data?.['view'] !== undefined
        ? [data as unknown as { readonly view: ServiceView; readonly decision: Decision }]
        : [],
    );
    expect(decisions.some(({ decision }) => decision.acts)).toBe(true);
    for (const { view, decision } of decisions) expect(decideFailover(view)).toEqual(decision);
  });
});

describe('three orchestrators whose writer has died', () => {
  it('reconcile by themselves when the region returns', async () => {
    world.startAll();
    await calm();
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    await passing(5_000);
    world.moves.down.delete(REGION_A);
    await world.awaits(async () => (await route()).merging.length === 0, 120_000);
    expect(await isWriter(REGION_B)).toBe(true);
  });

  it('do not move again before a person has acknowledged the last move', async () => {
    world.startAll();
    await calm();
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    world.moves.down.delete(REGION_A);
    await world.awaits(async () => (await route()).merging.length === 0, 120_000);
    world.moves.down.add(REGION_B);
    await passing(30_000);
    expect(await isWriter(REGION_B)).toBe(true);
    const { lastMove } = await world.control.read();
    const acknowledgement = { by: 'ada', comment: 'seen', atMs: world.moves.clock.wallMs() };
    await world.control.acknowledge({ ...acknowledgement, moveId: lastMove?.moveId ?? '' });
    await awaitWriter(REGION_A);
    world.moves.down.clear();
  });
});

describe('what must not move the writer', () => {
  it('is a blip of two seconds: a failover that began is aborted when the writer answers again', async () => {
    world.startAll();
    await calm();
    world.moves.down.add(REGION_A);
    await passing(2_000);
    world.moves.down.delete(REGION_A);
    await passing(20_000);
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 1, writer: REGION_A });
    expect(events('move.promoted')).toEqual([]);
    expect(events('move.aborted')).toMatchObject([{ facts: { code: 'UND_MOVES_WRITER_RETURNED' } }]);
  });

  it.each(NAMES)('is the line of one observer that is cut: %s', async (name) => {
    world.startAll();
    await calm();
    world.seen.set(`${name} ${REGION_A}`, 'unreachable');
    await passing(60_000);
    expect(events('move.claimed')).toEqual([]);
  });

  it('is a region that throttles, or that refuses the observers', async () => {
    world.startAll();
    await calm();
    for (const condition of ['throttled', 'refused', 'slow'] as const) {
      for (const name of NAMES) world.seen.set(`${name} ${REGION_A}`, condition);
      await passing(20_000);
    }
    expect(events('move.claimed')).toEqual([]);
  });

  it('is a majority that does not trust what it sees', async () => {
    const living = world.startAll();
    await calm();
    for (const { eyes } of living.slice(1)) eyes.doubt = { kind: 'late', what: '900 ms late' };
    await passing(2_000);
    world.moves.down.add(REGION_A);
    await passing(30_000);
    expect(events('move.claimed')).toEqual([]);
    for (const { eyes } of living) eyes.doubt = undefined;
    await awaitWriter(REGION_B);
  });
});

describe('what keeps the writer where it is', () => {
  it('is a freeze, until it is lifted', async () => {
    world.startAll();
    await calm();
    const atMs = world.moves.clock.wallMs();
    await world.control.putFreeze({ by: 'ada', reason: 'release', atMs, untilMs: atMs + 3_600_000 });
    world.moves.down.add(REGION_A);
    await passing(30_000);
    expect(events('move.claimed')).toEqual([]);
    await world.control.removeFreeze();
    await awaitWriter(REGION_B);
  });

  it('is one of them that runs another major version, or another topology', async () => {
    world.start('orch-1');
    world.start('orch-2');
    world.start('orch-3', { version: '2.0.0' });
    await calm();
    world.moves.down.add(REGION_A);
    await passing(20_000);
    expect(events('move.claimed')).toEqual([]);
  });

  it('is shadow mode, which decides the same and says what it would do', async () => {
    const living = world.startAll({ automatic: false });
    await calm();
    world.moves.down.add(REGION_A);
    await passing(20_000);
    expect(events('move.claimed')).toEqual([]);
    const leader = living.find(({ orchestrator }) => orchestrator.status().leads);
    expect(leader?.orchestrator.status().decided).toMatchObject({
      decision: {
        acts: false,
        wanted: { from: REGION_A, to: REGION_B, agreeing: NAMES },
        blocks: [{ code: 'automatic-off' }],
        findings: [{ code: 'writer-down', subject: REGION_A }],
      },
    });
  });
});

describe('an orchestrator that fails', () => {
  it('is followed by another, at whichever of its calls it dies while it moves the writer', async () => {
    world.startAll();
    await world.end();
    for (let diesAt = 1; diesAt <= 400; diesAt += 7) {
      world = new OrchestratorWorld();
      await world.begin();
      world.start('orch-1', { diesAt, effect: diesAt % 2 === 0 ? 'applied' : 'lost' });
      await passing(300);
      world.start('orch-2');
      world.start('orch-3');
      await passing(3_000);
      world.moves.down.add(REGION_A);
      await awaitWriter(REGION_B, 60_000);
      expect((await route()).epoch).toBe(2);
      // Another one may end it: it was automatic, and its intent says how it ended.
      await world.awaits(async () =>
        (await world.control.read()).intents.every(({ state }) => state !== 'taken'),
      );
      expect((await world.control.read()).lastMove).toMatchObject({ automatic: true, epoch: 2 });
      assert.deepEqual(world.moves.broken, []);
      await world.end();
    }
    world = new OrchestratorWorld();
    await world.begin();
  }, 120_000);

  it('is cut off the control store: another leads, and both say so', async () => {
    const living = world.startAll();
    await calm();
    const first = living.findIndex(({ orchestrator }) => orchestrator.status().leads);
    world.cut.add(NAMES[first] ?? '');
    await world.awaits(
      () => living.some(({ orchestrator }, index) => index !== first && orchestrator.status().leads),
      20_000,
    );
    expect(living[first]?.orchestrator.status()).toMatchObject({
      leads: false,
      controlStore: { answers: false },
    });
    expect(events('control_store.lost')).toHaveLength(1);
    world.cut.clear();
    await passing(2_000);
    expect(living[first]?.orchestrator.status()).toMatchObject({
      leads: false,
      controlStore: { answers: true },
    });
  });

  it('is paused for a minute while it leads: the others fail over without it, and it makes no second move', async () => {
    const living = world.startAll();
    await calm();
    const leader = living.find(({ orchestrator }) => orchestrator.status().leads);
    leader?.process.pause();
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    await passing(60_000);
    leader?.process.resume();
    await passing(10_000);
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 2, writer: REGION_B });
  });
});

/** Asks as a person does. */
async function ask(action: IntentAction, change: Partial<Intent> = {}): Promise<string> {
  const atMs = world.moves.clock.wallMs();
  const facts = {
    by: 'ada',
    reason: 'maintenance',
    atMs,
    untilMs: atMs + 60_000,
    state: 'open',
    revision: 1,
  } as const;
  const intent: Intent = { id: `i-${String(atMs)}`, action, ...facts, ...change };
  await world.control.createIntent(intent);
  return intent.id;
}

const intentOf = async (id: string) =>
  (await world.control.read()).intents.find((intent) => intent.id === id);
const awaitEnd = async (id: string) => {
  const ended = async () => (await intentOf(id))?.outcome !== undefined;
  await world.awaits(ended);
  return intentOf(id);
};

describe('what a person asks for', () => {
  it('is a switchover, which the leader makes and verifies', async () => {
    world.startAll({ automatic: false });
    await calm();
    const id = await ask({ kind: 'switchover', to: REGION_B });
    expect(await awaitEnd(id)).toMatchObject({ state: 'done' });
    expect(await route()).toMatchObject({ epoch: 2, writer: REGION_B });
    expect((await world.control.read()).lastMove).toMatchObject({ automatic: false });
  });

  it('is refused with every reason where a move would be, and nothing changes', async () => {
    world.startAll({ automatic: false });
    await calm();
    const id = await ask({ kind: 'switchover', to: REGION_A });
    expect(await awaitEnd(id)).toMatchObject({
      state: 'refused',
      outcome: { code: 'UND_MOVES_ALREADY_WRITER' },
    });
    const late = await ask({ kind: 'switchover', to: REGION_B }, { id: 'late', untilMs: 1 });
    expect(await awaitEnd(late)).toMatchObject({ state: 'expired' });
    const old = await ask({ kind: 'switchover', to: REGION_B }, { id: 'old', routeRevision: 900 });
    expect(await awaitEnd(old)).toMatchObject({
      state: 'refused',
      outcome: { what: expect.stringContaining('900') },
    });
    expect(events('move.claimed')).toEqual([]);
  });

  it('is the abort of a move under way', async () => {
    world.startAll({ automatic: false });
    await calm();
    world.moves.links.settleMs = 60_000;
    const id = await ask({ kind: 'switchover', to: REGION_B });
    await world.awaits(async () => (await route()).phase === 'moving');
    const abort = await ask({ kind: 'abort' }, { id: 'abort' });
    expect(await awaitEnd(abort)).toMatchObject({ state: 'aborted' });
    expect(await awaitEnd(id)).toMatchObject({ state: 'aborted' });
    expect(await route()).toMatchObject({ phase: 'steady', epoch: 1, writer: REGION_A });
  });

  it('is a failover by a person, which no answer of the writer aborts', async () => {
    world.startAll({ automatic: false });
    await calm();
    const id = await ask({ kind: 'failover', to: REGION_B, override: 'the writer loses requests' });
    expect(await awaitEnd(id)).toMatchObject({ state: 'done' });
    expect(await isWriter(REGION_B)).toBe(true);
  });
});

describe('a failover that needs approval', () => {
  const proposed = async () => (await world.control.read()).intents.find(({ state }) => state === 'proposed');
  const answer = async (state: 'open' | 'rejected') => {
    await world.awaits(async () => (await proposed()) !== undefined);
    const intent = await proposed();
    if (intent === undefined) throw new Error('nothing is proposed');
    const atMs = world.moves.clock.wallMs();
    const next = {
      ...intent,
      state,
      revision: intent.revision + 1,
      answer: { by: 'ada', comment: 'seen', atMs },
    };
    await world.control.updateIntent(next, intent.revision);
  };

  it('is proposed once, and made when a person approves it', async () => {
    world.startAll({ approval: true });
    await calm();
    world.moves.down.add(REGION_A);
    await passing(10_000);
    expect((await world.control.read()).intents).toHaveLength(1);
    expect(events('move.claimed')).toEqual([]);
    await answer('open');
    await awaitWriter(REGION_B);
  });

  it('is not proposed again in the same epoch when a person has rejected it', async () => {
    world.startAll({ approval: true });
    await calm();
    world.moves.down.add(REGION_A);
    await answer('rejected');
    await passing(30_000);
    expect((await world.control.read()).intents).toMatchObject([{ state: 'rejected' }]);
    expect(events('move.claimed')).toEqual([]);
  });

  it('is proposed again when its time was over, as long as the writer is gone', async () => {
    world.startAll({ approval: true, approvalLimitMs: 10_000 });
    await calm();
    world.moves.down.add(REGION_A);
    await passing(15_000);
    const states = (await world.control.read()).intents.map(({ state }) => state);
    expect(states).toEqual(['expired', 'proposed']);
  });
});
