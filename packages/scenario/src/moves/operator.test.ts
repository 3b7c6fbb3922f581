import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryControlStore } from '@understudy/control-store/testing';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { Intent } from '@understudy/findings';
import { decideTransition, firstRoute, type Route, type Transition } from '@understudy/route';
import { MemoryRouteStore } from '@understudy/route-store/testing';
import { Operator } from './operator.ts';

const [EAST, WEST] = ['us-east-1', 'eu-central-1'] as const;
const clock = new ManualClock();
let control: MemoryControlStore;
let routeStore: MemoryRouteStore;
let operator: Operator;
let said: string[];

beforeEach(async () => {
  control = new MemoryControlStore({ clock });
  routeStore = new MemoryRouteStore();
  said = [];
  await routeStore.create(firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: clock.wallMs() }));
  operator = new Operator({
    control,
    routeStore,
    clock,
    randomness: seededRandomness(1),
    elapsedMs: () => clock.monotonicMs(),
    say: (sentence) => said.push(sentence),
    signal: new AbortController().signal,
  });
});

async function change(transition: Transition): Promise<Route> {
  const { revision, route } = await routeStore.read();
  const next = decideTransition(route, transition);
  await routeStore.compareAndSet(revision, next);
  return next;
}

/** As orchestrators do it. */
async function failOver(): Promise<void> {
  const moveId = 'm1';
  await change({ type: 'claim', kind: 'failover', to: WEST, moveId, reason: '', atMs: clock.wallMs() });
  for (const step of ['fenced', 'waited', 'drained'] as const)
    await change({ type: 'advance', moveId, step });
  await change({ type: 'promote', moveId, atMs: clock.wallMs(), maxRequestAgeMs: 1_000 });
}

const until = async <T>(work: Promise<T>): Promise<T> => {
  const state = { done: false };
  void work.catch(() => undefined).finally(() => (state.done = true));
  for (let n = 0; n < 2_000 && !state.done; n += 1) await clock.advance(100);
  return work;
};

/** Ends intents as a leader does, in this order. */
async function answer(...ends: readonly Pick<Intent, 'state' | 'outcome'>[]): Promise<void> {
  for (const end of ends) {
    for (;;) {
      const { intents } = await control.read();
      const open = intents.find(({ state }) => state === 'open');
      if (open !== undefined) {
        await control.updateIntent({ ...open, ...end, revision: open.revision + 1 }, open.revision);
        break;
      }
      await clock.sleep(50);
    }
  }
}

const outcome = (what: string, code?: string) => ({
  what,
  atMs: clock.wallMs(),
  ...(code !== undefined && { code }),
});

describe('an operator', () => {
  it('waits for the failover that orchestrators make, and says when they decided', async () => {
    const failing = until(operator.awaitFailover(EAST));
    await clock.sleep(3_000);
    const decidedMs = clock.monotonicMs();
    const intent = {
      id: 'f1',
      action: { kind: 'failover', to: WEST },
      by: 'orch-1',
      reason: '',
      atMs: clock.wallMs(),
      untilMs: clock.wallMs() + 1_000,
      state: 'done',
      revision: 1,
    } as const;
    await control.createIntent({ ...intent, outcome: outcome('done') });
    await failOver();
    expect(await failing).toEqual({ epoch: 2, decidedMs });
    expect([await operator.writer(), await operator.other(WEST)]).toEqual([WEST, EAST]);
  });

  it('asks for a switchover again while it is refused for a state that passes', async () => {
    const switching = until(operator.switchOver(WEST));
    await answer(
      { state: 'refused', outcome: outcome('It lags.', 'UND_MOVES_LAG_TOO_HIGH') },
      { state: 'done', outcome: outcome('done') },
    );
    expect(await switching).toBe(1);
    expect(said).toEqual(['  refused for now: It lags.']);
  });

  it('does not ask again where it was refused for good', async () => {
    const switching = until(operator.switchOver(WEST));
    await answer({ state: 'refused', outcome: outcome('They differ.', 'UND_MOVES_TABLES_DIFFER') });
    await expect(switching).rejects.toMatchObject({
      code: 'UND_SCENARIO_MOVE_FAILED',
      message: expect.stringContaining('was refused: They differ.'),
    });
  });

  it('says what it waited for in vain', async () => {
    await expect(until(operator.awaitFailover(EAST))).rejects.toMatchObject({
      code: 'UND_SCENARIO_STEP_TIMED_OUT',
      message: expect.stringContaining('waiting for the orchestrators to fail over'),
    });
    await failOver();
    await expect(until(operator.awaitSteady(1_000))).rejects.toMatchObject({
      message: expect.stringContaining('waiting for the end of moves and of merging'),
    });
  });
});
