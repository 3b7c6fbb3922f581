import type { LocalCloudRequest, LocalCloudState } from '@understudy/api-contract';
import { EAST } from '@understudy/orchestrator/testing';
import type { LocalCloudDesk } from '../local-cloud/local-cloud-desk.ts';

/** A local cloud of one region, which does nothing; what it was asked for is written down. */
export function sampleCloud(): LocalCloudDesk & { readonly asked: readonly LocalCloudRequest[] } {
  const asked: LocalCloudRequest[] = [];
  const state = (): LocalCloudState => ({
    parties: [
      {
        name: EAST,
        role: 'data',
        faults: asked.length === 0 ? [] : [{ kind: 'slow', sinceMs: 1_800_000_000_000, ms: 500 }],
        can: ['kill', 'restore'],
      },
    ],
  });
  return {
    asked,
    read: async () => state(),
    act: async (request) => {
      asked.push(request);
      return state();
    },
  };
}
