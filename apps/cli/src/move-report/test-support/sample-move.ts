import type { PromotedMove } from '@understudy/moves';

/** A failover that promoted eu-central-1 in epoch 2, and left one link undrained. */
export function sampleMove(change: Partial<PromotedMove> = {}): PromotedMove {
  return {
    outcome: 'promoted',
    byAnother: false,
    moveId: 'move-1',
    kind: 'failover',
    from: 'us-east-1',
    to: 'eu-central-1',
    epoch: 2,
    writer: 'eu-central-1',
    reason: 'us-east-1 does not answer 3 of 3 observers (orch-1, intent failover-of-epoch-1-1)',
    steps: [
      { step: 'claim', tookMs: 40 },
      { step: 'fence', tookMs: 900 },
      { step: 'wait', tookMs: 2_100 },
      { step: 'drain', tookMs: 300 },
      { step: 'promote', tookMs: 60 },
    ],
    tookMs: 3_400,
    oldRegionFenced: false,
    drained: [],
    undrained: [
      {
        link: { table: 'orders', source: 'us-east-1', target: 'eu-central-1' },
        lagMs: 4_000,
        completeUpToMs: 1_800_000_000_000 - 6_000,
        contactMs: 1_800_000_000_000 - 4_000,
      },
    ],
    parked: [],
    acceptedParked: [],
    ...change,
  };
}
