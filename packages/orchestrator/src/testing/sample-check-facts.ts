import type { CheckFacts, RegionFacts, TableFacts } from '@understudy/service';

const FENCE = 'understudy-fence';
const OWN = {
  data: new Map([[FENCE, 'HASH service S']]),
  witness: new Map([
    ['understudy-route', 'HASH service S'],
    ['understudy-control', 'HASH service S, RANGE entry S'],
  ]),
};

/** A table as a region describes it that has everything. */
export function sampleTableFacts(change: Partial<TableFacts> = {}): TableFacts {
  return {
    keys: 'HASH id S',
    indexes: ['by-day (global, HASH day S, ALL)'],
    stream: 'NEW_AND_OLD_IMAGES',
    status: 'ACTIVE',
    settings: [{ name: 'time to live', value: 'by until', weight: 'risks', effect: 'items expire.' }],
    capacity: [
      { mode: 'on-demand', warm: { read: 12_000, write: 4_000 } },
      { index: 'by-day', mode: 'on-demand', warm: { read: 12_000, write: 4_000 } },
    ],
    ...change,
  };
}

/** What a service shows whose regions have everything, and that has these tables. */
export function sampleCheckFacts(regions: readonly [string, string], tables: readonly string[]): CheckFacts {
  const region = (name: string, role: RegionFacts['role']): RegionFacts => {
    const own = [...OWN[role]].map(
      ([table, keys]) => [table, sampleTableFacts({ keys, stream: 'off' })] as const,
    );
    const served = role === 'data' ? tables.map((table) => [table, sampleTableFacts()] as const) : [];
    const named = [...served, ...own].map(([table]) => table);
    return {
      name,
      role,
      endpoint: `https://${name}.example`,
      answer: { tookMs: 12, clockSkewMs: 300 },
      tables: new Map([...served, ...own]),
      denied: [],
      rights: named.map((table) => ({ region: name, table, action: 'PutItem', allowed: 'yes' })),
    };
  };
  return {
    service: 'shop',
    file: 'understudy.yaml',
    data: [region(regions[0], 'data'), region(regions[1], 'data')],
    witnesses: [region('eu-west-1', 'witness')],
    tables,
    ownTables: OWN,
    route: { what: `${regions[0]} is the writer in epoch 1.` },
  };
}
