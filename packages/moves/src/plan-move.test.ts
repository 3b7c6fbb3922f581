import { describe, expect, it } from '@jest/globals';
import { promotionWaitMs } from '@understudy/core';
import {
  decideTransition,
  firstRoute,
  type MoveKind,
  type MoveStep,
  type MovingRoute,
} from '@understudy/route';
import { freshProgress, type MoveProgress } from './move-progress.ts';
import { planMove } from './plan-move.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const limits = { leaseMs: 3_000, attemptTimeoutMs: 500, drift: 0.01 };
const WAIT_MS = promotionWaitMs(limits);
const settings = { limits, fenceLimitMs: 5_000, drainLimitMs: 4_000, tailBudgetMs: 2_000, askAgainMs: 1_000 };
/** When the mover first saw the move. */
const SINCE_MS = 10_000;

/** The next step of a move that has come so far. */
function planned(
  kind: MoveKind,
  step: MoveStep,
  more: Partial<MoveProgress>,
  afterMs = 0,
): ReturnType<typeof planMove> {
  const steady = firstRoute({ regions: [A, B], writer: A, atMs: 0 });
  const claim = { type: 'claim', kind, to: B, moveId: 'm', reason: '', atMs: 0 } as const;
  const route = { ...decideTransition(steady, claim), step } as MovingRoute;
  const progress = { ...freshProgress(route, ['orders', 'stock'], SINCE_MS), ...more };
  return planMove(route, progress, settings, SINCE_MS + afterMs);
}

const fenced = { fenceTried: true, fencedFrom: true, fencedTo: true };
const waited = { ...fenced, waited: true };
const stock = { table: 'stock', source: A, target: B };
const links = [{ ...stock, table: 'orders' }, stock];

describe('the fences of a move', () => {
  it('are written in both regions first, and again where one is missing', () => {
    for (const kind of ['switchover', 'failover'] as const)
      expect(planned(kind, 'claimed', {})).toEqual({ do: 'fence', regions: [B, A] });
    const tried = { ...fenced, fencedTo: false };
    expect(planned('switchover', 'claimed', tried)).toEqual({ do: 'fence', regions: [B] });
    const untried = { ...fenced, fencedFrom: false };
    expect(planned('switchover', 'claimed', untried)).toEqual({ do: 'fence', regions: [A] });
  });

  it('are tried once in the old region of a failover', () => {
    const away = { ...fenced, fencedFrom: false };
    expect(planned('failover', 'claimed', away)).toEqual({ do: 'record', step: 'fenced' });
    expect(planned('failover', 'claimed', { ...away, fencedTo: false })).toEqual({
      do: 'fence',
      regions: [B],
    });
  });

  it('abort the move where they are not written in time, though each was tried', () => {
    const missing = { ...fenced, fencedFrom: false };
    const { fenceLimitMs } = settings;
    expect(planned('switchover', 'claimed', missing, fenceLimitMs - 1)).toMatchObject({ do: 'fence' });
    expect(planned('switchover', 'claimed', missing, fenceLimitMs)).toEqual({
      do: 'abort',
      abortReason: {
        code: 'UND_MOVES_FENCE_NOT_WRITTEN',
        what: `The fence was not written in ${A} within 5000 ms.`,
      },
    });
    expect(planned('switchover', 'claimed', {}, fenceLimitMs)).toMatchObject({ do: 'fence' });
  });
});

describe('the wait of a move', () => {
  it('begins once the fences are recorded, and takes the whole promotion wait', () => {
    expect(planned('switchover', 'claimed', fenced)).toEqual({ do: 'record', step: 'fenced' });
    expect(planned('switchover', 'fenced', fenced)).toEqual({ do: 'wait', forMs: WAIT_MS });
    const later = { ...fenced, waitFromMs: SINCE_MS + 700 };
    expect(planned('switchover', 'fenced', later, 1_000)).toEqual({ do: 'wait', forMs: WAIT_MS - 300 });
    expect(planned('switchover', 'fenced', fenced, WAIT_MS + 1)).toEqual({ do: 'wait', forMs: 0 });
  });

  it('is taken again by a mover that did not wait itself', () => {
    expect(planned('switchover', 'drained', fenced)).toMatchObject({ do: 'wait' });
    expect(planned('switchover', 'fenced', waited)).toEqual({ do: 'record', step: 'waited' });
  });
});

describe('the drain of a move', () => {
  it('asks the links that are left, and requests their barriers at once and then now and again', () => {
    const ask = { do: 'drain', links, request: true, forMs: 4_000 };
    expect(planned('switchover', 'waited', waited, 50)).toEqual(ask);
    const asked = { ...waited, undrained: [stock], drainFromMs: SINCE_MS, askedMs: SINCE_MS + 100 };
    const again = (afterMs: number) => planned('switchover', 'waited', asked, afterMs);
    expect(again(1_099)).toEqual({ do: 'drain', links: [stock], request: false, forMs: 2_901 });
    expect(again(1_100)).toEqual({ do: 'drain', links: [stock], request: true, forMs: 2_900 });
  });

  it('aborts a switchover that is not drained in time', () => {
    const slow = { ...waited, drainFromMs: SINCE_MS };
    expect(planned('switchover', 'waited', slow, 3_999)).toMatchObject({ do: 'drain', forMs: 1 });
    expect(planned('switchover', 'waited', slow, 4_000)).toEqual({
      do: 'abort',
      abortReason: {
        code: 'UND_MOVES_DRAIN_TIMED_OUT',
        what: `Not drained from ${A} to ${B} within 4000 ms: orders, stock.`,
      },
    });
  });

  it('of a failover goes on without the rest once its budget is used, and has none without the old fence', () => {
    const slow = { ...waited, drainFromMs: SINCE_MS };
    expect(planned('failover', 'waited', slow, 1_999)).toMatchObject({ do: 'drain', forMs: 1 });
    expect(planned('failover', 'waited', slow, 2_000)).toEqual({ do: 'record', step: 'drained' });
    expect(planned('failover', 'waited', { ...waited, fencedFrom: false })).toEqual({
      do: 'record',
      step: 'drained',
    });
  });

  it('comes before the promotion, which only a mover that drained itself makes', () => {
    expect(planned('switchover', 'drained', waited)).toMatchObject({ do: 'drain' });
    const drained = { ...waited, undrained: [] };
    expect(planned('switchover', 'waited', drained)).toEqual({ do: 'record', step: 'drained' });
    expect(planned('switchover', 'drained', drained)).toEqual({ do: 'promote' });
  });
});

it('a reason to abort goes before every other step', () => {
  const abortReason = { code: 'UND_MOVES_ABORTED', what: 'changed my mind' } as const;
  expect(planned('switchover', 'claimed', { abortReason })).toEqual({ do: 'abort', abortReason });
  const drained = { ...waited, undrained: [], abortReason };
  expect(planned('switchover', 'drained', drained)).toEqual({ do: 'abort', abortReason });
});
