import { describe, expect, it } from '@jest/globals';
import { firstRoute } from '@understudy/route';
import { planSetup } from './plan-setup.ts';
import type { OwnTableFacts, ServiceFacts, ServiceTableFacts } from './service-plan.ts';

const [A, B, W] = ['us-east-1', 'eu-central-1', 'eu-west-1'] as const;
const route = { revision: 1, route: firstRoute({ regions: [A, B], writer: A, atMs: 0 }) };
const own = (region: string, table: string, more: Partial<OwnTableFacts> = {}): OwnTableFacts => ({
  region,
  table,
  state: 'present',
  wanted: 'HASH service S',
  ...more,
});
const orders = (region: string, more: object = {}): ServiceTableFacts => ({
  region,
  table: 'orders',
  state: 'present',
  keys: 'HASH id S',
  stream: 'on',
  ...more,
});

const complete: ServiceFacts = {
  service: 'shop',
  regions: [A, B],
  witness: [own(W, 'understudy-route'), own(W, 'understudy-control')],
  ownTables: [own(A, 'understudy-fence'), own(B, 'understudy-fence')],
  tables: [orders(A), orders(B)],
  route,
  fenced: [A, B],
};
const codesOf = (facts: ServiceFacts) => planSetup(facts).problems.map(({ code, region }) => [code, region]);

describe('planSetup', () => {
  it('has nothing to do for a complete service', () => {
    expect(planSetup(complete)).toEqual({ facts: complete, steps: [], problems: [] });
  });

  it('creates tables, turns expiry and streams on, then writes route and fences', () => {
    const expiry = { attribute: 'expiresAt', on: false };
    const { route: _route, ...bare } = complete;
    const facts: ServiceFacts = {
      ...bare,
      witness: [
        own(W, 'understudy-route', { state: 'missing' }),
        own(W, 'understudy-control', { state: 'missing' }),
      ],
      ownTables: [own(A, 'understudy-tombstones', { state: 'missing', expiry }), own(B, 'understudy-fence')],
      tables: [orders(A, { stream: 'off' }), orders(B)],
      fenced: [B],
    };
    expect(planSetup(facts)).toMatchObject({
      steps: [
        { does: 'create-table', region: W, table: 'understudy-route' },
        { does: 'create-table', region: W, table: 'understudy-control' },
        { does: 'create-table', region: A, table: 'understudy-tombstones' },
        { does: 'enable-expiry', region: A, table: 'understudy-tombstones' },
        { does: 'enable-stream', region: A, table: 'orders' },
        { does: 'write-route', writer: A },
        { does: 'write-fence', region: A },
      ],
      problems: [],
    });
  });

  it('creates a table that only one region has', () => {
    const tables: ServiceTableFacts[] = [orders(A), { region: B, table: 'orders', state: 'missing' }];
    expect(planSetup({ ...complete, tables })).toMatchObject({
      steps: [{ does: 'copy-table', region: B, table: 'orders', from: A }],
      problems: [],
    });
  });

  it('refuses what only a person can put right, each with its code', () => {
    const missing = [A, B].map((region) => ({ region, table: 'orders', state: 'missing' }) as const);
    expect(codesOf({ ...complete, tables: missing })).toEqual([
      ['UND_SERVICE_TABLE_MISSING', A],
      ['UND_SERVICE_TABLE_MISSING', B],
    ]);
    expect(codesOf({ ...complete, tables: [orders(A), orders(B, { keys: 'HASH id N' })] })).toEqual([
      ['UND_SERVICE_KEYS_DIFFER', B],
    ]);
    const keysOnly = { stream: 'wrong-view', view: 'KEYS_ONLY' };
    expect(codesOf({ ...complete, tables: [orders(A, keysOnly), orders(B)] })).toEqual([
      ['UND_SERVICE_STREAM_VIEW_WRONG', A],
    ]);
    const taken = own(A, 'understudy-fence', { state: 'mismatch', keys: 'HASH id S' });
    expect(codesOf({ ...complete, ownTables: [taken] })).toEqual([['UND_SERVICE_TABLE_MISMATCH', A]]);
  });
});

describe('a witness with several endpoints', () => {
  it.each(['understudy-route', 'understudy-control'])(
    'gets no %s by setup: it is one global table',
    (missing) => {
      const witness = [W, 'us-west-2'].flatMap((region) => [
        own(region, 'understudy-route'),
        own(region, 'understudy-control'),
      ]);
      expect(codesOf({ ...complete, witness })).toEqual([]);
      const without = witness.map((facts): OwnTableFacts => ({
        ...facts,
        state: facts.table === missing && facts.region !== W ? 'missing' : 'present',
      }));
      expect(planSetup({ ...complete, witness: without }).problems).toEqual([
        {
          code: 'UND_SERVICE_TABLE_MISSING',
          what: `The witness has 2 endpoints, and us-west-2 has no table ${missing}: create it with the key HASH service S as a global table with multi-Region strong consistency.`,
          region: 'us-west-2',
          table: missing,
        },
      ]);
    },
  );
});
