import { expect, it } from '@jest/globals';
import { describeProblems } from './describe-problems.ts';
import type { LinkStatus } from '@understudy/links';

const counts = {
  applied: 3,
  superseded: 0,
  lost: 0,
  late: 0,
  kept: 0,
  parked: 0,
  coalesced: 0,
  skipped: 0,
  unstamped: 0,
  gaps: 0,
  unexplained: 0,
};
const healthy: LinkStatus = {
  ...counts,
  link: { table: 'orders', source: 'us-east-1', target: 'eu-central-1' },
  leader: true,
  state: 'leading',
  atTip: true,
  settledPerSecond: 0,
  unsettled: 0,
};

it('is silent about a link that works, follows or waits', () => {
  for (const state of ['leading', 'following', 'waiting', 'stopped'] as const)
    expect(describeProblems({ ...healthy, state, problem: 'no answer' })).toEqual([]);
});

it('names a refused link with what refuses it', () => {
  expect(describeProblems({ ...healthy, state: 'refused', problem: 'no stream' })).toEqual([
    { ...healthy.link, problem: 'no stream' },
  ]);
});

it('names the time of which the stream dropped records', () => {
  const [known] = describeProblems({ ...healthy, gap: { fromMs: 0, untilMs: 60_000 } });
  expect(known?.problem).toContain('from 1970-01-01T00:00:00.000Z until 1970-01-01T00:01:00.000Z');
  const [unknown] = describeProblems({ ...healthy, gap: { untilMs: 60_000 } });
  expect(unknown?.problem).toContain('Changes until 1970-01-01T00:01:00.000Z are in no stream');
});

it('names a stream that is off and records out of order, with code and remedy (fault D3)', () => {
  const [off] = describeProblems({ ...healthy, streamOff: true });
  expect(off?.problem).toContain(
    'UND_REPLICATOR_STREAM_OFF: Table orders has no stream in us-east-1. Switch it on',
  );
  const [broken] = describeProblems({ ...healthy, unexplained: 2 });
  expect(broken?.problem).toContain('UND_REPLICATOR_ORDER_BROKEN: eu-central-1 refused 2 records of orders');
});
