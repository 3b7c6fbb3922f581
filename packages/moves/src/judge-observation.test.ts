import { expect, it } from '@jest/globals';
import { firstRoute } from '@understudy/route';
import { observationRefusals } from './judge-observation.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const route = firstRoute({ regions: [A, B], writer: A, atMs: 0 });
const late = { link: { table: 'orders', source: A, target: B }, lagMs: 9_000 };

it('refuses a link that lags, and tells how far behind it was when it last reached its source', () => {
  const refusalOf = (lag: typeof late & { completeUpToMs?: number; contactMs?: number }) => {
    const takesWrites = new Map([A, B].map((region) => [region, true]));
    const seen = { takesWrites, lags: [lag], parked: [], differences: [], atMs: 10_000 };
    const wanted = { kind: 'switchover', to: B } as const;
    return observationRefusals(route, wanted, seen, { maxLagMs: 1_000 }).map(({ what }) => what);
  };
  const what = `orders from ${A} to ${B} is 9000 ms behind, over maxLagMs 1000.`;
  expect(refusalOf(late)).toEqual([what]);
  expect(refusalOf({ ...late, completeUpToMs: 1_000, contactMs: 1_400 })).toEqual([
    `${what} When it last reached ${A}, it was 400 ms behind.`,
  ]);
});
