import type { Scene } from '../screen/scene.ts';

/** The moment after the writer was killed: all that a scene can show is in it. */
export const sampleScene: Scene = {
  elapsedMs: 31_400,
  phase: '4/9  the writer dies',
  route: {
    writer: 'us-east-1',
    epoch: 1,
    moving: { to: 'eu-central-1', step: 'claimed' },
    merging: [],
    ageMs: 400,
  },
  regions: [
    { name: 'us-east-1', role: 'writer', up: false },
    { name: 'eu-central-1', role: 'standby', up: true },
    { name: 'eu-west-1', role: 'witness', up: true },
  ],
  traffic: {
    readsPerSecond: 31,
    writesPerSecond: 0,
    failedPerSecond: 0.3,
    failed: 1,
    waiting: 41,
    longestWaitingMs: 1_310,
    medianMs: 4,
    p99Ms: 21,
  },
  links: [
    { source: 'us-east-1', target: 'eu-central-1', applied: 1204, parked: 0 },
    { source: 'eu-central-1', target: 'us-east-1', lagMs: 12, applied: 0, parked: 0 },
  ],
  acknowledged: 1310,
  withoutAnswer: 1,
  missingAtPromotion: 52,
  inLedger: 3,
};
