import assert from 'node:assert/strict';
import { isUnderstudyError } from '@understudy/core';
import {
  decideTransition,
  type RouteErrorCode,
  firstRoute,
  type Route,
  type RouteStore,
} from '@understudy/route';
import type { ContractCase } from './contract-case.ts';

const regions = ['us-east-1', 'eu-central-1'] as const;
const first = firstRoute({ regions, writer: 'us-east-1', atMs: 1_000 });
const claimedBy = (moveId: string) =>
  decideTransition(first, {
    type: 'claim',
    kind: 'failover',
    to: 'eu-central-1',
    moveId,
    reason: 'a test',
    atMs: 2_000,
  });
const claimed = claimedBy('a move');
const promoted = (['fenced', 'waited', 'drained'] as const).reduce<Route>(
  (route, step) => decideTransition(route, { type: 'advance', moveId: 'a move', step }),
  claimed,
);
const merging = decideTransition(promoted, {
  type: 'promote',
  moveId: 'a move',
  atMs: 3_000,
  maxRequestAgeMs: 900_000,
});

/** What every `RouteStore` does. `open` gives one that holds no route yet, another at every call. */
export function routeStoreContract(open: () => Promise<RouteStore>): readonly ContractCase[] {
  return [
    {
      name: 'says so where no route was ever written',
      async run() {
        const store = await open();
        await rejectsWith(store.read(), 'UND_ROUTE_NOT_FOUND');
        await rejectsWith(store.compareAndSet(1, first), 'UND_ROUTE_NOT_FOUND');
      },
    },
    {
      name: 'keeps the first route, and shows it to a later writer',
      async run() {
        const store = await open();
        const snapshot = { revision: 1, route: first };
        assert.deepEqual(await store.create(first), { won: true, snapshot });
        assert.deepEqual(await store.create(merging), { won: false, snapshot });
        assert.deepEqual(await store.read(), snapshot);
      },
    },
    {
      name: 'gives back every kind of route as it was written, one revision after the other',
      async run() {
        const store = await open();
        await store.create(first);
        for (const [at, route] of [claimed, promoted, merging].entries()) {
          const snapshot = { revision: at + 2, route };
          assert.deepEqual(await store.compareAndSet(at + 1, route), { won: true, snapshot });
          assert.deepEqual(await store.read(), snapshot);
        }
      },
    },
    {
      name: 'refuses a write that follows from an older or a later revision, and shows what is stored',
      async run() {
        const store = await open();
        await store.create(first);
        await store.compareAndSet(1, claimed);
        const snapshot = { revision: 2, route: claimed };
        for (const expected of [0, 1, 3]) {
          assert.deepEqual(await store.compareAndSet(expected, merging), { won: false, snapshot });
        }
        assert.deepEqual(await store.read(), snapshot);
      },
    },
    oneOfManyWins(open),
    {
      name: "throws the signal's reason",
      async run() {
        const store = await open();
        await store.create(first);
        await assert.rejects(store.read(AbortSignal.abort(new Error('enough'))), /enough/);
      },
    },
  ];
}

function oneOfManyWins(open: () => Promise<RouteStore>): ContractCase {
  return {
    name: 'lets one of many win',
    async run() {
      const store = await open();
      const creations = await Promise.all(Array.from({ length: 5 }, () => store.create(first)));
      assert.equal(creations.filter(({ won }) => won).length, 1);
      const sets = await Promise.all(
        Array.from({ length: 10 }, (_none, at) => store.compareAndSet(1, claimedBy(`move ${String(at)}`))),
      );
      const [winner, ...more] = sets.filter(({ won }) => won);
      assert.equal(more.length, 0);
      const stored = await store.read();
      for (const { snapshot } of sets) assert.deepEqual(snapshot, stored);
      assert.deepEqual(winner?.snapshot, stored);
    },
  };
}

async function rejectsWith(promise: Promise<unknown>, code: RouteErrorCode): Promise<void> {
  await assert.rejects(promise, (error) => isUnderstudyError(error, code));
}
