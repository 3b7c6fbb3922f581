import assert from 'node:assert/strict';
import { isUnderstudyError } from '@understudy/core';
import type { Intent, IntentAction } from '@understudy/findings';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, intent } = SAMPLES;

const ACTIONS: readonly IntentAction[] = [
  { kind: 'switchover', to: 'eu-central-1' },
  { kind: 'switchover', to: 'eu-central-1', acceptParked: true },
  { kind: 'failover', to: 'eu-central-1' },
  { kind: 'abort' },
  { kind: 'abort', moveId: 'move-1' },
];

/** What every `ControlStore` does with intents. */
export function intentContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'gives intents as they were made, in the order of their time',
      async run() {
        const store = await open(nowMs);
        const { routeRevision: _any, answer: _answer, outcome: _outcome, ...bare } = intent;
        const made = ACTIONS.map((action, at) => ({
          ...bare,
          action,
          id: `intent-${9 - at}`,
          atMs: nowMs + at,
        }));
        await store.createIntent(intent);
        for (const each of made) await store.createIntent(each);
        assert.deepEqual((await store.read()).intents, [intent, ...made]);
      },
    },
    {
      name: 'creates an intent of an id once, and shows the stored one',
      async run() {
        const store = await open(nowMs);
        assert.deepEqual(await store.createIntent(intent), { created: true, intent });
        const again = { ...intent, reason: 'another one' };
        assert.deepEqual(await store.createIntent(again), { created: false, intent });
        assert.deepEqual((await store.read()).intents, [intent]);
      },
    },
    {
      name: 'changes an intent by its revision, and shows what is stored',
      async run() {
        const store = await open(nowMs);
        await store.createIntent(intent);
        const taken: Intent = { ...intent, state: 'taken', revision: 2 };
        assert.deepEqual(await store.updateIntent(taken, 1), { won: true, intent: taken });
        const late: Intent = { ...intent, state: 'rejected', revision: 2 };
        assert.deepEqual(await store.updateIntent(late, 1), { won: false, intent: taken });
        const early: Intent = { ...intent, state: 'rejected', revision: 4 };
        assert.deepEqual(await store.updateIntent(early, 3), { won: false, intent: taken });
        assert.deepEqual((await store.read()).intents, [taken]);
      },
    },
    {
      name: 'refuses a change that skips a revision, or of an intent that is not there',
      async run() {
        const store = await open(nowMs);
        await assert.rejects(store.updateIntent({ ...intent, revision: 3 }, 1), (error) =>
          isUnderstudyError(error, 'UND_CONTROL_STORE_OPTIONS_INVALID'),
        );
        await assert.rejects(store.updateIntent({ ...intent, revision: 2 }, 1), (error) =>
          isUnderstudyError(error, 'UND_CONTROL_STORE_INTENT_NOT_FOUND'),
        );
      },
    },
    oneOfManyWins(open),
    showsEndedIntents(open),
  ];
}

function oneOfManyWins(open: OpenControlStore): ContractCase {
  return {
    name: 'lets one of many create an intent, and one change it',
    async run() {
      const store = await open(nowMs);
      const creations = await Promise.all(
        Array.from({ length: 6 }, (_none, at) => store.createIntent({ ...intent, by: `observer ${at}` })),
      );
      assert.equal(creations.filter(({ created }) => created).length, 1);
      const updates = await Promise.all(
        Array.from({ length: 6 }, (_none, at) =>
          store.updateIntent({ ...intent, by: `observer ${at}`, revision: 2 }, 1),
        ),
      );
      assert.equal(updates.filter(({ won }) => won).length, 1);
      const [stored] = (await store.read()).intents;
      for (const { intent: shown } of updates) assert.deepEqual(shown, stored);
    },
  };
}

function showsEndedIntents(open: OpenControlStore): ContractCase {
  return {
    name: 'shows an intent that has ended for 10 minutes, and keeps its id for good',
    async run() {
      const store = await open(nowMs);
      const endedAt = (atMs: number) => ({ state: 'done', outcome: { what: 'Moved.', atMs } }) as const;
      const recent = { ...intent, id: 'recent', ...endedAt(nowMs - 600_000) };
      const old = { ...intent, id: 'old', ...endedAt(nowMs - 600_001) };
      for (const each of [recent, old]) await store.createIntent(each);
      assert.deepEqual((await store.read()).intents, [recent]);
      assert.deepEqual(await store.createIntent({ ...intent, id: 'old' }), { created: false, intent: old });
    },
  };
}
