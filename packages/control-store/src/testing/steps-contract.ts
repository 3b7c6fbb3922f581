import assert from 'node:assert/strict';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, steps } = SAMPLES;

/** What every `ControlStore` does with the steps of moves. */
export function stepsContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'changes the steps of a move by their revision, and shows what is stored',
      async run() {
        const store = await open(nowMs);
        assert.equal((await store.read()).steps, undefined);
        const next = { ...steps, revision: 2, verification: { verified: true, atMs: nowMs, missing: [] } };
        assert.deepEqual(await store.writeSteps(next), { won: false });
        assert.deepEqual(await store.writeSteps(steps), { won: true, steps });
        assert.deepEqual(await store.writeSteps({ ...steps, epoch: 9 }), { won: false, steps });
        assert.deepEqual(await store.writeSteps(next), { won: true, steps: next });
        assert.deepEqual(await store.writeSteps({ ...next, epoch: 9 }), { won: false, steps: next });
        assert.deepEqual((await store.read()).steps, { promotion: next });
      },
    },
    {
      name: 'keeps those before a claim beside those after a promotion, and those of the last move alone',
      async run() {
        const store = await open(nowMs);
        const claim = { ...steps, of: 'claim', id: 'intent-1' } as const;
        await store.writeSteps(steps);
        await store.writeSteps(claim);
        const later = { ...steps, id: 'move-2', epoch: 5, steps: [], revision: 2 };
        await store.writeSteps(later);
        assert.deepEqual((await store.read()).steps, { claim, promotion: later });
      },
    },
    {
      name: 'lets one of many change the steps of a move',
      async run() {
        const store = await open(nowMs);
        await store.writeSteps(steps);
        const written = await Promise.all(
          Array.from({ length: 8 }, (_none, at) =>
            store.writeSteps({ ...steps, revision: 2, plannedMs: nowMs + at }),
          ),
        );
        assert.equal(written.filter(({ won }) => won).length, 1);
        const winner = written.findIndex(({ won }) => won);
        assert.equal((await store.read()).steps?.promotion?.plannedMs, nowMs + winner);
      },
    },
  ];
}
