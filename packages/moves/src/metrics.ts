import { defineMetrics } from '@understudy/core';

const KIND = ['switchover', 'failover'] as const;

/** The metrics of a mover. */
export const MOVES_METRICS = defineMetrics({
  understudy_moves_promotions_total: {
    type: 'counter',
    help: 'Moves that promoted the other region.',
    unit: 'moves',
    labels: { kind: KIND },
  },
  understudy_moves_aborts_total: {
    type: 'counter',
    help: 'Moves that were aborted; the writer is as before.',
    unit: 'moves',
    labels: { kind: KIND },
  },
});
