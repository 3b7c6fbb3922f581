import { describe, expect, it } from '@jest/globals';
import type { DrivenMoveReport } from '@understudy/moves';
import { renderMoveReport } from './render-move-report.ts';

const link = (table: string) => ({ table, source: 'eu-central-1', target: 'us-east-1' });

const promoted: DrivenMoveReport = {
  outcome: 'promoted',
  byAnother: false,
  moveId: 'm-1',
  kind: 'failover',
  from: 'eu-central-1',
  to: 'us-east-1',
  epoch: 5,
  writer: 'us-east-1',
  reason: 'the region is down',
  steps: [],
  tookMs: 11_000,
  oldRegionFenced: false,
  drained: [],
  undrained: [
    { link: link('orders'), lagMs: 273_000 },
    { link: link('carts'), lagMs: undefined },
    { link: link('stock'), lagMs: 600_000, completeUpToMs: 1_000, contactMs: 3_000 },
  ],
  parked: [],
  acceptedParked: [],
};

describe('the report of a move', () => {
  it('names what the lost region may still hold, how far behind it was, and the next command', () => {
    expect(renderMoveReport(promoted, undefined)).toBe(
      [
        'us-east-1 is the writer in epoch 5. The failover took 11 s.',
        'Not yet replicated from eu-central-1: the rest of orders (4 min 33 s behind), carts (lag unknown), stock (2.0 s behind at its last contact).',
        'Next: when eu-central-1 is back, understudy reconcile',
      ].join('\n'),
    );
  });

  it('counts the parked records that the new writer lacks, and names the next command (fault D6)', () => {
    const parked = [
      { link: link('orders'), parked: 3 },
      { link: link('carts'), parked: undefined },
    ];
    const lines = renderMoveReport({ ...promoted, undrained: [], parked }, undefined).split('\n');
    expect(lines.slice(1)).toEqual([
      'Parked, so us-east-1 lacks them: 3 of orders, an unknown number of carts.',
      'Next: understudy dead-letters list --state open',
    ]);
  });
});
