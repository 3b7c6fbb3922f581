import { expect, it } from '@jest/globals';
import { promotionWaitMs } from '@understudy/core';
import { firstRoute, type MergingEntry } from '@understudy/route';
import { planReconciling, type ReconcileFacts } from './plan-reconciling.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const limits = { leaseMs: 3_000, attemptTimeoutMs: 500, drift: 0.01 };
const WAIT_MS = promotionWaitMs(limits);
const FENCED_MS = 10_000;

const entry = (region: string, tail: MergingEntry['tail']): MergingEntry => ({ region, tail, untilMs: 0 });
const steady = firstRoute({ regions: [A, B], writer: B, atMs: 0 });

function planned(merging: readonly MergingEntry[], more: Partial<ReconcileFacts> = {}) {
  return planReconciling(
    { ...steady, merging },
    {
      revision: 7,
      tables: ['orders'],
      limits,
      reconcileEveryMs: 1_000,
      fencedSinceMs: new Map([[A, FENCED_MS]]),
      monotonicMs: FENCED_MS + WAIT_MS,
      expiresInMs: () => 0,
      ...more,
    },
  );
}

const settleA = {
  do: 'ask',
  region: A,
  links: [{ table: 'orders', source: A, target: B }],
  token: `settle|7|${A}`,
  then: 'settle',
};

it('rests where nothing is merging', () => {
  expect(planned([])).toEqual({ do: 'rest' });
});

it('settles a tail once the fence of its region has been there for a whole wait', () => {
  const unsettled = [entry(A, 'unsettled')];
  expect(planned(unsettled)).toEqual(settleA);
  expect(planned(unsettled, { monotonicMs: FENCED_MS + WAIT_MS - 1 })).toEqual({
    do: 'wait',
    region: A,
    waitingFor: `the last leases in ${A} to end`,
    forMs: 1,
  });
  expect(planned(unsettled, { fencedSinceMs: new Map() })).toEqual({
    do: 'wait',
    region: A,
    waitingFor: `${A} to take its fence`,
    forMs: 1_000,
  });
});

it('takes a settled region out once its requests have expired, by the links in both directions', () => {
  const settled = [entry(A, 'settled')];
  expect(planned(settled)).toEqual({
    do: 'ask',
    region: A,
    links: [
      { table: 'orders', source: A, target: B },
      { table: 'orders', source: B, target: A },
    ],
    token: `take-out|7|${A}`,
    then: 'take-out',
  });
  expect(planned(settled, { expiresInMs: () => 1 })).toEqual({
    do: 'wait',
    region: A,
    waitingFor: `the last requests to ${A} to expire`,
    forMs: 1,
  });
});

it('settles before it takes out, asks rather than waits, and else waits for what is due first', () => {
  const both = [entry(B, 'settled'), entry(A, 'unsettled')];
  expect(planned(both)).toEqual(settleA);
  expect(planned(both, { fencedSinceMs: new Map() })).toMatchObject({ do: 'ask', region: B });
  const waits = (expiresInMs: number) =>
    planned(both, { fencedSinceMs: new Map(), expiresInMs: () => expiresInMs });
  expect(waits(999)).toMatchObject({ do: 'wait', region: B, forMs: 999 });
  expect(waits(1_001)).toMatchObject({ do: 'wait', region: A, forMs: 1_000 });
});
