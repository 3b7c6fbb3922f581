import assert from 'node:assert/strict';
import { isUnderstudyError } from '@understudy/core';
import type { Repair, RepairAttempt } from '@understudy/findings';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs } = SAMPLES;
const repair: Repair = SAMPLES.repair;
const [attempt] = repair.attempts as readonly [RepairAttempt];

/** What every `ControlStore` does with repairs. */
export function repairContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'keeps the repair of each place apart, as it was written',
      async run() {
        const store = await open(nowMs);
        assert.deepEqual((await store.read()).repairs, []);
        const { commanded: _a, endedMs: _b, outcome: _c, serving: _d, ...bare } = attempt;
        const other: Repair = { ...repair, slot: 12, attempts: [bare] };
        assert.equal(await store.writeRepair(repair), true);
        assert.equal(await store.writeRepair(other), true);
        const { repairs } = await store.read();
        assert.deepEqual(
          [...repairs].sort((one, two) => one.slot - two.slot),
          [repair, other],
        );
      },
    },
    {
      name: 'changes a repair by its revision, and keeps what another wrote meanwhile',
      async run() {
        const store = await open(nowMs);
        assert.equal(await store.writeRepair(repair), true);
        assert.equal(await store.writeRepair({ ...repair, attempts: [] }), false);
        const next: Repair = { ...repair, attempts: [attempt, { ...attempt, number: 2 }], revision: 2 };
        assert.equal(await store.writeRepair(next), true);
        assert.equal(await store.writeRepair({ ...repair, attempts: [], revision: 2 }), false);
        assert.deepEqual((await store.read()).repairs, [next]);
      },
    },
    {
      name: 'lets one of many change a repair',
      async run() {
        const store = await open(nowMs);
        const written = await Promise.all(
          Array.from({ length: 6 }, (_none, at) =>
            store.writeRepair({ ...repair, attempts: [{ ...attempt, by: `observer ${at}` }] }),
          ),
        );
        assert.equal(written.filter(Boolean).length, 1);
      },
    },
    {
      name: 'refuses a repair without a revision',
      async run() {
        const store = await open(nowMs);
        await assert.rejects(store.writeRepair({ ...repair, revision: 0 }), (error) =>
          isUnderstudyError(error, 'UND_CONTROL_STORE_OPTIONS_INVALID'),
        );
      },
    },
  ];
}
