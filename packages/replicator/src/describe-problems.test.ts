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
  expect(unknown?.problem).toContain('us-east-1 until 1970-01-01T00:01:00.000Z are in no stream');
});

const trouble = { problem: 'No.', problemCode: 'UND_REPLICATOR_REFUSED', remedy: 'Allow it.' };
it.each<[string, Partial<LinkStatus>]>([
  ['UND_REPLICATOR_REFUSED', { ...trouble, state: 'refused' }],
  ['UND_REPLICATOR_REFUSED', { ...trouble, blocked: true }],
  ['UND_REPLICATOR_STREAM_OFF', { streamOff: true }],
  ['UND_REPLICATOR_STREAM_GAP', { gap: { untilMs: 60_000 } }],
  ['UND_REPLICATOR_ORDER_BROKEN', { unexplained: 2 }],
])('has a reason, a code and a remedy for %s (fault N1)', (code, status) => {
  expect(describeProblems({ ...healthy, ...status })).toEqual([
    {
      ...healthy.link,
      code,
      problem: expect.stringMatching(/\w/),
      remedy: expect.stringMatching(/\w/),
    },
  ]);
});

it('names a stream that is off and records out of order in words (fault D3)', () => {
  const [off] = describeProblems({ ...healthy, streamOff: true });
  expect(off?.problem).toContain('Table orders has no stream in us-east-1. Switch it on');
  const [broken] = describeProblems({ ...healthy, unexplained: 2 });
  expect(broken?.problem).toContain('eu-central-1 refused 2 records of orders');
});
