import { describe, expect, it } from '@jest/globals';
import { assessService } from './assess-service.ts';
import { facts, region, setting, table } from './test-support/facts.ts';
import type { RegionFacts, CheckFacts } from './types.ts';

const east = (changed: Partial<RegionFacts>): Partial<CheckFacts> => ({
  data: [region('us-east-1', changed), region('eu-central-1')],
});
const tables = (own: Readonly<Record<string, ReturnType<typeof table>>>) =>
  new Map([...region('us-east-1').tables, ...Object.entries(own)]);

describe('a service that is complete', () => {
  it('passes every check', () => {
    const outcomes = new Set(assessService(facts()).map(({ outcome }) => outcome));
    expect([...outcomes]).toEqual(['passed']);
  });
});

describe('what is wrong', () => {
  it.each<[string, string, Partial<CheckFacts>]>([
    [
      'reachable',
      'a silent region',
      east({ answer: { code: 'UND_SERVICE_REGION_UNREACHABLE', what: 'No.', remedy: 'Look.' } }),
    ],
    [
      'identity',
      'swapped endpoints',
      east({ tables: tables({ orders: table({ arnRegion: 'eu-central-1' }) }) }),
    ],
    ['clock', 'a clock that is ahead', east({ answer: { tookMs: 1, clockSkewMs: 61_000 } })],
    ['keys', 'another key', east({ tables: tables({ orders: table({ keys: 'HASH pk S' }) }) })],
    [
      'indexes',
      'an index in one region',
      east({ tables: tables({ orders: table({ indexes: ['by-day'] }) }) }),
    ],
    ['stream', 'a stream of keys only', east({ tables: tables({ orders: table({ stream: 'KEYS_ONLY' }) }) })],
    [
      'rights',
      'a right that is refused',
      east({ rights: [{ region: 'us-east-1', action: 'PutItem', table: 'orders', allowed: 'no' }] }),
    ],
    [
      'own-table',
      "another program's table",
      east({ tables: tables({ 'understudy-fence': table({ keys: 'HASH x N' }) }) }),
    ],
    [
      'route',
      'a route that can not be read',
      { route: { code: 'UND_ROUTE_CORRUPT', what: 'no.', remedy: 'Restore it.' } },
    ],
    [
      'global-table',
      'a replica of a global table',
      east({ tables: tables({ orders: table({ globalTable: '2019.11.21' }) }) }),
    ],
    ['table', 'a table that no region has', { tables: ['carts'] }],
  ])('is one failed check of %s, with what to do: %s', (topic, _name, changed) => {
    const failed = assessService(facts(changed)).filter(({ outcome }) => outcome === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ topic, remedy: expect.stringMatching(/\w/) });
  });
});

describe('what is wrong with tables', () => {
  it.each([
    ['breaks', 'failed', 'UND_SERVICE_TABLES_DIFFER'],
    ['risks', 'warning', 'UND_SERVICE_SETTINGS_DIFFER'],
    ['informs', 'note', 'UND_SERVICE_SETTINGS_DIFFER'],
  ] as const)(
    'is a difference that %s the application after a move: %s (fault D21)',
    (weight, outcome, code) => {
      const of = (value: string) => tables({ orders: table({ settings: [setting(weight, value)] }) });
      const both: Partial<CheckFacts> = {
        data: [
          region('us-east-1', { tables: of('5 units') }),
          region('eu-central-1', { tables: of('500 units') }),
        ],
      };
      expect(assessService(facts(both)).filter(({ topic }) => topic === 'settings')).toEqual([
        expect.objectContaining({
          outcome,
          code,
          what: 'capacity is 5 units in us-east-1 and 500 units in eu-central-1.',
        }),
      ]);
    },
  );

  it('is unknown where the answer was neither yes nor no', () => {
    const rights = [{ region: 'us-east-1', action: 'PutItem', table: 'orders', allowed: 'unknown' } as const];
    expect(assessService(facts(east({ rights })))).toContainEqual(
      expect.objectContaining({ topic: 'rights', outcome: 'unknown' }),
    );
  });
});

describe('what setup creates', () => {
  it('is missing, not failed', () => {
    const bare = region('eu-central-1', { tables: new Map(), rights: [] });
    const witness = region('eu-west-1', { role: 'witness', tables: new Map(), rights: [] });
    const checks = assessService(
      facts({ data: [region('us-east-1'), bare], witnesses: [witness], route: undefined }),
    );
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const missing = checks.filter(({ outcome }) => outcome === 'missing').map(({ topic }) => topic);
    expect(missing).toEqual(['table', 'own-table', 'own-table', 'route']);
  });

  it('is the stream, where it is off', () => {
    const off = tables({ orders: table({ stream: 'off' }) });
    expect(assessService(facts(east({ tables: off })))).toContainEqual(
      expect.objectContaining({ topic: 'stream', outcome: 'missing' }),
    );
  });
});
