import { expect, it } from '@jest/globals';
import { decideTransition, firstRoute, type MoveKind, type Route } from '@understudy/route';
import { mayRetryParked } from './may-retry-parked.ts';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const HOUR = 3_600_000;
const facts = { source: EAST, epoch: 1, wallMs: 2 * HOUR, tombstoneTtlMs: 24 * HOUR };
const first = firstRoute({ regions: [EAST, WEST], writer: EAST, atMs: 0 });

function move(from: Route, to: string, kind: MoveKind, atMs = HOUR): Route {
  let route = decideTransition(from, { type: 'claim', kind, to, moveId: 'm', reason: 'test', atMs });
  for (const step of ['fenced', 'waited', 'drained'] as const)
    route = decideTransition(route, { type: 'advance', moveId: 'm', step });
  return decideTransition(route, { type: 'promote', moveId: 'm', atMs, maxRequestAgeMs: 1 });
}

it('tries a parked write again while its region stays the writer (fault D5)', () => {
  expect(mayRetryParked(first, facts)).toBe(true);
  const claimed = { type: 'claim', kind: 'switchover', to: WEST, moveId: 'm', reason: 'r', atMs: 1 } as const;
  expect(mayRetryParked(decideTransition(first, claimed), facts)).toBe(true);
});

it('tries it again after the other region was promoted, as long as every delete there left a tombstone', () => {
  const west = move(first, WEST, 'failover');
  expect(mayRetryParked(west, facts)).toBe(true);
  expect(mayRetryParked(west, { ...facts, wallMs: HOUR + facts.tombstoneTtlMs })).toBe(false);
  const settled = decideTransition(west, { type: 'settle', region: EAST, atMs: HOUR, maxRequestAgeMs: 1 });
  const emptied = decideTransition(settled, { type: 'take-out', region: EAST, atMs: 1e15 });
  expect(mayRetryParked(emptied, facts)).toBe(false);
  expect(mayRetryParked(move(emptied, EAST, 'switchover'), facts)).toBe(false);
});

it('tries it again where its region is the writer again and nothing was forgotten in between', () => {
  const west = move(first, WEST, 'switchover');
  expect(mayRetryParked(move(west, EAST, 'switchover'), facts)).toBe(true);
});

it('looks at the epochs of the other region alone, and at those after the write', () => {
  const past = (epoch: number, writer: string, mergingWasEmpty: boolean) => ({
    ...{ epoch, writer, mergingWasEmpty },
    ...{ fromMs: HOUR, untilMs: HOUR },
  });
  const may = (...epochs: Route['epochs']) => mayRetryParked({ ...first, epochs }, { ...facts, epoch: 2 });
  expect(may(past(1, WEST, true), past(2, EAST, true), past(3, EAST, true))).toBe(true);
  expect(may(past(2, EAST, true), past(3, WEST, true))).toBe(false);
});
