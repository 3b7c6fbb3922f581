import type { OnDemandThroughput, TableDescription } from '@aws-sdk/client-dynamodb';
import type { TableSetting } from './types.ts';

/** What other requests than DescribeTable tell of a table; absent where it was not asked or not allowed. */
export interface TableDetails {
  /** The attribute by which items expire; empty: they don't. */
  readonly expiresBy?: string;
  readonly pointInTimeRecovery?: boolean;
  /** The version of a global table that DescribeTable does not tell. */
  readonly globalTable?: string;
}

/** Everything of a table that DynamoDB lets differ between regions, but keys, indexes and stream. Pure. */
export function describeSettings(
  table: TableDescription,
  { expiresBy, pointInTimeRecovery }: TableDetails,
): readonly TableSetting[] {
  const settings = [
    ...describeStatus(table),
    ...describeCapacity(table),
    {
      name: 'table class',
      value: table.TableClassSummary?.TableClass ?? 'STANDARD',
      weight: 'informs',
      effect: 'it decides what storage and requests cost.',
    },
    {
      name: 'encryption',
      value: table.SSEDescription?.SSEType ?? 'owned by DynamoDB',
      weight: 'informs',
      effect: "a customer's key must be usable in both regions.",
    },
    {
      name: 'deletion protection',
      value: table.DeletionProtectionEnabled === true ? 'on' : 'off',
      weight: 'informs',
      effect: 'it keeps a slip from deleting the table that takes writes after a move.',
    },
  ] satisfies TableSetting[];
  return [
    ...settings,
    ...(expiresBy === undefined ? [] : [describeExpiry(expiresBy)]),
    ...(pointInTimeRecovery === undefined ? [] : [describeRecovery(pointInTimeRecovery)]),
  ];
}

function describeExpiry(attribute: string): TableSetting {
  return {
    name: 'time to live',
    value: attribute === '' ? 'off' : `by ${attribute}`,
    weight: 'risks',
    effect: 'items stop expiring, or begin to, after a move.',
  };
}

function describeRecovery(isOn: boolean): TableSetting {
  return {
    name: 'point-in-time recovery',
    value: isOn ? 'on' : 'off',
    weight: 'risks',
    effect: 'without it nothing restores what is written after a move.',
  };
}

/** A table or an index that does not serve. */
function describeStatus({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): TableSetting[] {
  const serving = (status: string | undefined) =>
    status === undefined || status === 'ACTIVE' || status === 'UPDATING' ? 'serves' : status;
  const indexes = GlobalSecondaryIndexes.filter(({ IndexStatus }) => IndexStatus !== undefined).map(
    ({ IndexName = '', IndexStatus, Backfilling }): TableSetting => ({
      name: `index ${IndexName}`,
      value: Backfilling === true ? 'BACKFILLING' : serving(IndexStatus),
      weight: 'breaks',
      effect: 'queries by an index that is not complete fail or miss items.',
    }),
  );
  return [
    {
      name: 'status',
      value: serving(TableStatus),
      weight: 'breaks',
      effect: 'requests to a table that does not serve fail.',
    },
    ...indexes,
  ];
}

const CAPACITY = 'the application is throttled after a move to the smaller one.';

function describeCapacity(table: TableDescription): TableSetting[] {
  const { BillingModeSummary, ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = table;
  const isOnDemand = BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const units = ({ ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = ProvisionedThroughput ?? {}) =>
    `${ReadCapacityUnits} read and ${WriteCapacityUnits} write units`;
  const indexes = (table.GlobalSecondaryIndexes ?? []).map((index): TableSetting => ({
    name: `capacity of index ${index.IndexName ?? ''}`,
    value: isOnDemand ? mostOf(index.OnDemandThroughput) : units(index.ProvisionedThroughput),
    weight: 'risks',
    effect: CAPACITY,
  }));
  const warm = WarmThroughput;
  return [
    {
      name: 'capacity',
      value: isOnDemand ? `on demand, ${mostOf(OnDemandThroughput)}` : units(ProvisionedThroughput),
      weight: 'risks',
      effect: CAPACITY,
    },
    ...indexes,
    ...(warm?.WriteUnitsPerSecond === undefined
      ? []
      : [
          {
            name: 'warm throughput',
            value: `${warm.ReadUnitsPerSecond ?? 0} reads/s and ${warm.WriteUnitsPerSecond} writes/s`,
            weight: 'informs' as const,
            effect: 'docs/operate/health.md says when to warm the standby.',
          },
        ]),
  ];
}

function mostOf({ MaxReadRequestUnits = -1, MaxWriteRequestUnits = -1 }: OnDemandThroughput = {}): string {
  const limit = (units: number) => (units < 0 ? 'no limit' : `at most ${units}`);
  return `${limit(MaxReadRequestUnits)} on reads, ${limit(MaxWriteRequestUnits)} on writes`;
}
