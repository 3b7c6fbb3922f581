import {
  CONTROL_TABLE,
  FENCE_TABLE,
  LEDGER_TABLE,
  LINKS_TABLE,
  PARKED_TABLE,
  TOMBSTONES_TABLE,
} from '@understudy/links';

/**
 * Who acts: an application or its gateway, the replicator, a person or program that moves the writer, one that decides on moves with
 * others, one that only looks.
 */
export type Role = 'gateway' | 'replicator' | 'mover' | 'orchestrator' | 'observer';

/** A table as rights are given on it. */
export type TableKind =
  'application' | 'fence' | 'tombstones' | 'links' | 'ledger' | 'parked' | 'route' | 'control';

/** Actions on each kind of table, as IAM names them without `dynamodb:`; a kind that is absent is never touched. */
export type Rights = Readonly<Partial<Record<TableKind, readonly string[]>>>;

const STREAM = ['DescribeStream', 'GetShardIterator', 'GetRecords'] as const;
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'] as const;
const ENTRIES = ['GetItem', 'Query', ...WRITES] as const;

const MOVER: Rights = {
  application: ['DescribeTable', 'DescribeTimeToLive', 'DescribeContinuousBackups', 'GetItem', 'Scan'],
  fence: ['GetItem', 'PutItem', 'UpdateItem', 'DescribeTable'],
  tombstones: ['DescribeTable'],
  links: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DescribeTable'],
  ledger: ['Query', 'GetItem', 'DescribeTable'],
  parked: ['Query', 'GetItem', 'DescribeTable'],
  route: ['GetItem', 'PutItem', 'DescribeTable'],
};

/**
 * Every right of every role: what docs/install/rights.md shows, what a start tries, and what a test holds against the
 * requests that run. A transaction needs the rights of its parts.
 */
export const ROLE_RIGHTS: Readonly<Record<Role, Rights>> = {
  gateway: {
    application: [
      'DescribeTable',
      'GetItem',
      'BatchGetItem',
      'Query',
      'Scan',
      ...WRITES,
      'BatchWriteItem',
      'ConditionCheckItem',
      'PartiQLSelect',
    ],
    fence: ['GetItem', 'DescribeTable'],
    tombstones: ['GetItem', 'PutItem', 'DescribeTable'],
    route: ['GetItem', 'DescribeTable'],
  },
  replicator: {
    application: [
      'DescribeTable',
      'GetItem',
      'BatchGetItem',
      ...WRITES,
      'ConditionCheckItem',
      'Scan',
      'PartiQLInsert',
      ...STREAM,
    ],
    fence: ['GetItem', 'DescribeTable'],
    tombstones: ['GetItem', 'BatchGetItem', 'PutItem', 'ConditionCheckItem', 'DescribeTable'],
    links: [...ENTRIES, 'DescribeTable'],
    ledger: [...ENTRIES, 'DescribeTable'],
    parked: [...ENTRIES, 'DescribeTable'],
    route: ['GetItem', 'DescribeTable'],
  },
  mover: MOVER,
  orchestrator: { ...MOVER, control: ['GetItem', 'Query', 'PutItem', 'DeleteItem', 'DescribeTable'] },
  observer: {
    application: ['DescribeTable', 'GetItem', 'BatchGetItem', 'Scan'],
    fence: ['GetItem', 'DescribeTable'],
    tombstones: ['GetItem', 'DescribeTable'],
    links: ['GetItem', 'Query', 'DescribeTable'],
    ledger: ['GetItem', 'Query', 'Scan', 'DescribeTable'],
    parked: ['GetItem', 'Query', 'Scan', 'DescribeTable'],
    route: ['GetItem', 'DescribeTable'],
  },
};

/** Rights on other services of AWS than DynamoDB, as IAM names them; each is needed only where the topology asks for what it serves. */
export const FURTHER_RIGHTS: Readonly<Partial<Record<Role, readonly string[]>>> = {
  // `orchestrator.cloudWatch`
  orchestrator: ['cloudwatch:GetMetricData'],
};

const KINDS: Readonly<Record<string, TableKind>> = {
  [FENCE_TABLE]: 'fence',
  [TOMBSTONES_TABLE.TableName]: 'tombstones',
  [LINKS_TABLE]: 'links',
  [LEDGER_TABLE]: 'ledger',
  [PARKED_TABLE]: 'parked',
  [CONTROL_TABLE]: 'control',
};

/**
 * The rights that a role needs on a table, those that any role needs where no role is given; none: it never touches the table.
 * `routeTable` as the topology names it.
 */
export function rightsOn(table: string, routeTable: string, role?: Role): readonly string[] {
  const kind = kindOfTable(table, routeTable);
  const roles = role === undefined ? Object.values(ROLE_RIGHTS) : [ROLE_RIGHTS[role]];
  return [...new Set(roles.flatMap((rights) => rights[kind] ?? []))];
}

/** Which kind a table is; `routeTable` as the topology names it. */
export function kindOfTable(table: string, routeTable: string): TableKind {
  if (table === routeTable) return 'route';
  return KINDS[table] ?? 'application';
}
