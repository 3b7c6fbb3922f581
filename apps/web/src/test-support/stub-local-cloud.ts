import type { LocalCloudState } from '@understudy/api-contract';
import { CENTRAL, EAST, NOW_MS } from './idle-snapshot.ts';

/** A local cloud of which the writer is killed, the standby slow, and the witness up. */
export function stubLocalCloud(): LocalCloudState {
  return {
    parties: [
      {
        name: EAST,
        role: 'data',
        faults: [{ kind: 'killed', sinceMs: NOW_MS - 12_000 }],
        can: ['restart', 'restore'],
      },
      {
        name: CENTRAL,
        role: 'data',
        faults: [{ kind: 'slow', sinceMs: NOW_MS - 95_000, ms: 500 }],
        can: ['kill', 'pause', 'slow', 'cut', 'empty-name', 'restore'],
      },
      { name: 'eu-west-1', role: 'witness', faults: [], can: ['kill', 'pause', 'slow', 'cut', 'empty-name'] },
    ],
  };
}
