import assert from 'node:assert/strict';
import type { Intent } from '@understudy/findings';
import type { ContractCase } from '@understudy/route-store/testing';
import type { OpenControlStore } from './open-control-store.ts';
import { SAMPLES } from './samples.ts';

const { nowMs, intent } = SAMPLES;

/** What every `ControlStore` does for the pruning of intents. */
export function pruningContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    {
      name: 'gives every intent, also those that ended long ago, and removes one by its revision',
      async run() {
        const store = await open(nowMs);
        const ended: Intent = {
          ...intent,
          id: 'ended',
          state: 'done',
          atMs: nowMs - 2,
          outcome: { what: 'Over.', atMs: nowMs - 90_000_000 },
        };
        await store.createIntent(intent);
        await store.createIntent(ended);
        await store.acknowledge(SAMPLES.acknowledgement);
        assert.deepEqual((await store.read()).intents, [intent]);
        assert.deepEqual(await store.readIntents(), [ended, intent]);
        await store.removeIntent('ended', 2);
        assert.deepEqual(await store.readIntents(), [ended, intent]);
        await store.removeIntent('ended', 1);
        await store.removeIntent('ended', 1);
        assert.deepEqual(await store.readIntents(), [intent]);
      },
    },
  ];
}
