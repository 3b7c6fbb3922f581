import assert from 'node:assert/strict';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, freeze, acknowledgement, readiness } = SAMPLES;

/** What every `ControlStore` does with directives, and with what is kept beside them. */
export function directivesContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'keeps a freeze until it is removed, also one that has outlived its time',
      async run() {
        const store = await open(nowMs);
        assert.equal(await store.removeFreeze(), false);
        await store.putFreeze(freeze);
        const outlived = { ...freeze, by: 'bob', untilMs: nowMs - 1 };
        await store.putFreeze(outlived);
        assert.deepEqual((await store.read()).directives.freeze, outlived);
        assert.equal(await store.removeFreeze(), true);
        assert.equal(await store.removeFreeze(), false);
        assert.equal((await store.read()).directives.freeze, undefined);
      },
    },
    {
      name: 'keeps the maintenance of each subject apart',
      async run() {
        const store = await open(nowMs);
        const region = { ...freeze, subject: 'us-east-1' };
        const pool = { ...freeze, subject: 'web' };
        await store.putMaintenance(pool);
        await store.putMaintenance({ ...region, reason: 'first' });
        await store.putMaintenance(region);
        assert.deepEqual((await store.read()).directives.maintenance, [region, pool]);
        assert.equal(await store.removeMaintenance('eu-central-1'), false);
        assert.equal(await store.removeMaintenance('us-east-1'), true);
        assert.equal(await store.removeMaintenance('us-east-1'), false);
        const { directives } = await store.read();
        assert.deepEqual(directives, { maintenance: [pool], acknowledgements: [] });
      },
    },
    {
      name: 'keeps the last readiness that was found',
      async run() {
        const store = await open(nowMs);
        await store.putReadiness(readiness);
        const later = { ...readiness, verdict: 'passed', atMs: nowMs + 1 } as const;
        await store.putReadiness(later);
        assert.deepEqual((await store.read()).readiness, later);
      },
    },
    {
      name: 'keeps the first acknowledgement of each move',
      async run() {
        const store = await open(nowMs);
        const second = { ...acknowledgement, moveId: 'move-2' };
        await store.acknowledge(acknowledgement);
        await store.acknowledge({ ...acknowledgement, by: 'bob', comment: 'me too' });
        await store.acknowledge(second);
        assert.deepEqual((await store.read()).directives.acknowledgements, [acknowledgement, second]);
        await store.removeAcknowledgement('move-2');
        await store.removeAcknowledgement('move-2');
        assert.deepEqual((await store.read()).directives.acknowledgements, [acknowledgement]);
      },
    },
  ];
}
