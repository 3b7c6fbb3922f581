import type { RegionFacts, CheckFacts, TableFacts, TableSetting } from '../types.ts';

const OWN = new Map([['understudy-fence', 'HASH service S']]);
const WITNESS = new Map([
  ['understudy-route', 'HASH service S'],
  ['understudy-control', 'HASH service S, RANGE entry S'],
]);

/** A setting of a table; `value` says what is different. */
export function setting(weight: TableSetting['weight'], value: string): TableSetting {
  return { name: 'capacity', value, weight, effect: 'it decides.' };
}

export function table(changed: Partial<TableFacts> = {}): TableFacts {
  return {
    keys: 'HASH id S',
    indexes: [],
    stream: 'NEW_AND_OLD_IMAGES',
    status: 'ACTIVE',
    settings: [],
    capacity: [],
    ...changed,
  };
}

/** A region that has everything; `changed` says what is different. */
export function region(name: string, changed: Partial<RegionFacts> = {}): RegionFacts {
  const own = changed.role === 'witness' ? WITNESS : OWN;
  return {
    name,
    role: 'data',
    endpoint: `https://${name}.example`,
    answer: { tookMs: 12, clockSkewMs: 300 },
    tables: new Map([
      ['orders', table()],
      ...[...own].map(([each, keys]) => [each, table({ keys, stream: 'off' })] as const),
    ]),
    denied: [],
    rights: [{ region: name, action: 'PutItem', table: 'orders', allowed: 'yes' }],
    ...changed,
  };
}

/** A service that is complete; `changed` says what is different. */
export function facts(changed: Partial<CheckFacts> = {}): CheckFacts {
  return {
    service: 'shop',
    file: 'understudy.yaml',
    data: [region('us-east-1'), region('eu-central-1')],
    witnesses: [region('eu-west-1', { role: 'witness', rights: [] })],
    tables: ['orders'],
    ownTables: { data: OWN, witness: WITNESS },
    route: { what: 'us-east-1 is the writer in epoch 1.' },
    ...changed,
  };
}
