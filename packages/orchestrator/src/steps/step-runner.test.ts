import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { Intent, IntentAction, MoveSteps } from '@understudy/findings';
import type { HookSpec } from '@understudy/topology';
import { OrchestratorWorld, sampleHook, type LivingOrchestrator } from '../testing/index.ts';
import type { PerformStep, StepAttempt, StepResult } from './perform-step.ts';

const NAMES = ['orch-1', 'orch-2', 'orch-3'];

let world: OrchestratorWorld;
/** Attempts in the order in which they began: `warm-cache 1`. */
let begun: string[];
/** What becomes of a step; done at once unless it is here. */
let fates: Map<string, (attempt: StepAttempt, signal: AbortSignal) => Promise<StepResult>>;
beforeEach(async () => {
  begun = [];
  fates = new Map();
  world = new OrchestratorWorld();
  await world.begin();
});
afterEach(async () => {
  await world.end();
  assert.deepEqual(world.moves.broken, []);
});

const DONE: StepResult = { done: true, what: 'It exited with 0 after 0.1 s.' };
const FAILED: StepResult = { done: false, what: 'It exited with 1 after 0.1 s.', output: 'no cache' };
const hang = (_attempt: StepAttempt, signal: AbortSignal) =>
  new Promise<StepResult>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
const perform: PerformStep = async (attempt, signal) => {
  begun.push(`${attempt.step.name} ${String(attempt.step.attempt)}`);
  return (await fates.get(attempt.step.name)?.(attempt, signal)) ?? DONE;
};

const start = async (
  hooks: readonly HookSpec[],
  automatic = true,
): Promise<readonly LivingOrchestrator[]> => {
  const living = world.startAll({ hooks, automatic }, perform);
  await world.awaits(async () => (await world.control.read()).reports.length === NAMES.length);
  await world.moves.clock.advance(1_000);
  return living;
};
const promotion = async (): Promise<MoveSteps | undefined> => (await world.control.read()).steps?.promotion;
const stepsEnd = (count: number) =>
  world.awaits(async () => {
    const { steps = [], epoch = 0 } = (await promotion()) ?? {};
    return (
      epoch === 2 &&
      steps.length === count &&
      steps.every(({ endedMs, state }) => endedMs !== undefined && state !== 'waiting' && state !== 'running')
    );
  }, 300_000);
const ended = async () => {
  const intents = async () => (await world.control.read()).intents;
  await world.awaits(async () => (await intents()).some(({ outcome }) => outcome !== undefined), 300_000);
  return (await intents()).find(({ outcome }) => outcome !== undefined);
};
const route = async () => (await world.moves.routes.read()).route;
const awaitWriter = (region: string) =>
  world.awaits(async () => {
    const now = await route();
    return now.phase === 'steady' && now.writer === region;
  });
const ask = async (action: IntentAction): Promise<void> => {
  const atMs = world.moves.clock.wallMs();
  const facts = { by: 'ada', reason: 'maintenance', atMs, untilMs: atMs + 600_000, revision: 1 };
  const intent: Intent = { id: `i-${String(atMs)}`, action, state: 'open', ...facts };
  await world.control.createIntent(intent);
};

describe('the hooks after a failover', () => {
  it('are made once each, after it and after its verification, with what they have to know', async () => {
    const told: StepAttempt[] = [];
    fates.set('warm-cache', async (attempt) => {
      told.push(attempt);
      return DONE;
    });
    await start([sampleHook({ name: 'tell-people', when: 'after-verification' }), sampleHook()]);
    world.moves.down.add(REGION_A);
    await stepsEnd(2);
    expect(begun).toEqual(['warm-cache 1', 'tell-people 1']);
    expect(told).toMatchObject([
      {
        move: { kind: 'failover', from: REGION_A, to: REGION_B, epoch: 2 },
        step: { attempt: 1, attempts: 3 },
      },
    ]);
    expect(told[0]?.move.id).toBe((await world.control.read()).lastMove?.moveId);
    await world.moves.clock.advance(60_000);
    expect(begun).toHaveLength(2);
    const steps = (await world.audit()).filter(({ kind }) => kind === 'step').map(({ what }) => what);
    expect(steps).toEqual([
      `The failover to ${REGION_B}, epoch 2, is followed by the steps tell-people, warm-cache.`,
      `Step warm-cache of the failover to ${REGION_B} begins, attempt 1 of 3.`,
      `Step warm-cache of the failover to ${REGION_B} is done at attempt 1 of 3. ${DONE.what}`,
      `Step tell-people of the failover to ${REGION_B} begins, attempt 1 of 3.`,
      `Step tell-people of the failover to ${REGION_B} is done at attempt 1 of 3. ${DONE.what}`,
    ]);
  });

  it('delay and fail nothing that are not required, hang as they may', async () => {
    fates.set('warm-cache', hang);
    await start([sampleHook()]);
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    expect(await ended()).toMatchObject({ state: 'done' });
    await world.awaits(async () => (await promotion())?.steps[0]?.state === 'running');
    expect((await world.control.read()).intents).toMatchObject([{ state: 'done' }]);
  });
});

describe('the required hooks after a failover', () => {
  it('decide the outcome: the move ends with them', async () => {
    let release: (result: StepResult) => void = () => undefined;
    fates.set('warm-cache', () => new Promise((resolve) => (release = resolve)));
    await start([sampleHook({ required: true })]);
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    await world.moves.clock.advance(20_000);
    expect((await world.control.read()).intents).toMatchObject([{ state: 'taken' }]);
    release(DONE);
    expect(await ended()).toMatchObject({
      state: 'done',
      outcome: { what: expect.stringContaining('Verified. Required step warm-cache: done.') },
    });
  });

  it('make it unverified where they fail at every attempt, and are a finding until it is acknowledged', async () => {
    fates.set('warm-cache', async () => FAILED);
    const living = await start([
      sampleHook({ required: true }),
      sampleHook({ name: 'later', when: 'after-verification' }),
    ]);
    world.moves.down.add(REGION_A);
    expect(await ended()).toMatchObject({
      state: 'unverified',
      outcome: { what: expect.stringContaining(FAILED.what) },
    });
    await stepsEnd(2);
    expect(begun).toEqual(['warm-cache 1', 'warm-cache 2', 'warm-cache 3']);
    expect(await promotion()).toMatchObject({
      steps: [{ state: 'failed', output: 'no cache' }, { state: 'skipped' }],
    });
    const findings = () =>
      living
        .flatMap(({ orchestrator }) => orchestrator.status().decided?.decision.findings ?? [])
        .filter(({ code }) => code === 'step-failed')
        .map(({ subject }) => subject);
    await world.awaits(() => findings().length === 2);
    const moveId = (await world.control.read()).lastMove?.moveId ?? '';
    await world.control.acknowledge({ by: 'ada', comment: 'seen', atMs: 1, moveId });
    await world.awaits(() => findings().length === 0);
  });
});

describe('the hooks of a leader that dies', () => {
  it('are made again by the next one, at whichever of its calls it dies', async () => {
    await world.end();
    for (let diesAt = 60; diesAt <= 420; diesAt += 9) {
      begun = [];
      world = new OrchestratorWorld();
      await world.begin();
      const hooks = [
        sampleHook({ required: true, attempts: 20 }),
        sampleHook({ name: 'other', attempts: 20 }),
      ];
      world.start('orch-1', {
        diesAt,
        effect: diesAt % 2 === 0 ? 'applied' : 'lost',
        settings: { hooks },
        perform,
      });
      await world.moves.clock.advance(300);
      world.start('orch-2', { settings: { hooks }, perform });
      world.start('orch-3', { settings: { hooks }, perform });
      await world.moves.clock.advance(3_000);
      world.moves.down.add(REGION_A);
      await stepsEnd(2);
      expect((await promotion())?.steps.map(({ state }) => state)).toEqual(['done', 'done']);
      await world.awaits(async () =>
        (await world.control.read()).intents.some(({ state }) => state === 'done'),
      );
      await world.end();
    }
    world = new OrchestratorWorld();
    await world.begin();
  }, 300_000);
});

describe('the hooks before a claim', () => {
  const before = sampleHook({ name: 'stop-jobs', when: 'before-claim' });

  it('come before a switchover, and not before a failover', async () => {
    await start([before]);
    await ask({ kind: 'switchover', to: REGION_B });
    expect(await ended()).toMatchObject({ state: 'done' });
    expect(begun).toEqual(['stop-jobs 1']);
    expect((await route()).epoch).toBe(2);
    await world.moves.clock.advance(5_000);
    world.moves.down.add(REGION_B);
    await awaitWriter(REGION_A);
    expect(begun).toEqual(['stop-jobs 1']);
    world.moves.down.clear();
  });

  it('refuse the switchover that are required and fail: nothing is changed', async () => {
    fates.set('stop-jobs', async () => FAILED);
    await start([{ ...before, required: true }], false);
    await ask({ kind: 'switchover', to: REGION_B });
    expect(await ended()).toMatchObject({
      state: 'refused',
      outcome: { code: 'UND_ORCHESTRATOR_STEP_FAILED', what: expect.stringContaining(FAILED.what) },
    });
    expect((await route()).epoch).toBe(1);
    expect(begun).toHaveLength(3);
  });

  it('keep no switchover that are not required', async () => {
    fates.set('stop-jobs', async () => FAILED);
    await start([before], false);
    await ask({ kind: 'switchover', to: REGION_B });
    expect(await ended()).toMatchObject({ state: 'done' });
  });

  it('keep no failover waiting that becomes necessary meanwhile', async () => {
    fates.set('stop-jobs', hang);
    await start([{ ...before, required: true }]);
    await ask({ kind: 'switchover', to: REGION_B });
    await world.awaits(() => begun.length === 1);
    world.moves.down.add(REGION_A);
    await awaitWriter(REGION_B);
    const { intents, lastMove } = await world.control.read();
    expect(lastMove).toMatchObject({ kind: 'failover' });
    expect(intents.find(({ by }) => by === 'ada')).toMatchObject({ state: 'failed' });
  });

  it('are continued by the next leader, which then makes the move', async () => {
    let isFirst = true;
    fates.set('stop-jobs', (attempt, signal) => {
      const hangs = isFirst;
      isFirst = false;
      return hangs ? hang(attempt, signal) : Promise.resolve(DONE);
    });
    const living = await start([before], false);
    await ask({ kind: 'switchover', to: REGION_B });
    await world.awaits(() => begun.length === 1);
    await living.find(({ orchestrator }) => orchestrator.status().leads)?.orchestrator.stop();
    expect(await ended()).toMatchObject({ state: 'done' });
    expect(begun).toEqual(['stop-jobs 1', 'stop-jobs 2']);
  });
});
