import { describe, expect, it } from '@jest/globals';
import { firstRoute } from '@understudy/route';
import { judgeObservation, observationRefusals } from './judge-observation.ts';

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

it('an override counts for a failover alone', () => {
  const takesWrites = new Map([A, B].map((region) => [region, true]));
  const seen = { takesWrites, lags: [late], parked: [], differences: [], atMs: 10_000 };
  const override = { by: 'a person', why: 'the writer burns' };
  const codes = (kind: 'switchover' | 'failover') =>
    observationRefusals(route, { kind, to: B, override }, seen, { maxLagMs: 1_000 }).map(({ code }) => code);
  expect([codes('failover'), codes('switchover')]).toEqual([[], ['UND_MOVES_LAG_TOO_HIGH']]);
});

describe('judgeObservation', () => {
  const seen = {
    takesWrites: new Map([[A, true]]),
    lags: [],
    parked: [],
    differences: [] as { table: string; what: string }[],
    atMs: 10_000,
  };
  const judge = (more: Partial<typeof seen>) =>
    judgeObservation(route, { kind: 'switchover', to: B }, { ...seen, ...more }, { maxLagMs: 1_000 });

  it('refuses for one reason with what is known of it', () => {
    expect(() => judge({})).toThrow(
      expect.objectContaining({ code: 'UND_MOVES_REGION_UNHEALTHY', details: { region: B } }),
    );
  });

  it('refuses for several by the code of the first, and tells all of them', () => {
    const differences = [{ table: 'orders', what: 'an index is missing.' }];
    expect(() => judge({ differences })).toThrow(
      expect.objectContaining({
        code: 'UND_MOVES_REGION_UNHEALTHY',
        what: `${B} does not take writes. orders: an index is missing.`,
        details: {
          refusals: [
            expect.objectContaining({ code: 'UND_MOVES_REGION_UNHEALTHY', details: { region: B } }),
            expect.objectContaining({ code: 'UND_MOVES_TABLES_DIFFER', details: { table: 'orders' } }),
          ],
        },
      }),
    );
  });
});
