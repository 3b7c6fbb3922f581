import type {
  OnDemandThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
  TableWarmThroughputDescription,
} from '@aws-sdk/client-dynamodb';
import type { CapacityFacts } from './types.ts';

/** How many requests a table and each of its global indexes take. Pure. */
export function describeCapacity(table: TableDescription): readonly CapacityFacts[] {
  const isOnDemand = table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const indexes = table.GlobalSecondaryIndexes ?? [];
  return [
    capacityOf(table, isOnDemand),
    ...indexes.map((index) => ({ ...capacityOf(index, isOnDemand), index: index.IndexName ?? '' })),
  ];
}

interface Described {
  readonly ProvisionedThroughput?: ProvisionedThroughputDescription | undefined;
  readonly OnDemandThroughput?: OnDemandThroughput | undefined;
  readonly WarmThroughput?:
    Pick<TableWarmThroughputDescription, 'ReadUnitsPerSecond' | 'WriteUnitsPerSecond'> | undefined;
}

function capacityOf(
  { ProvisionedThroughput, OnDemandThroughput, WarmThroughput }: Described,
  isOnDemand: boolean,
): CapacityFacts {
  const warm = warmOf(WarmThroughput);
  if (isOnDemand) {
    const { MaxReadRequestUnits: read = -1, MaxWriteRequestUnits: write = -1 } = OnDemandThroughput ?? {};
    return { mode: 'on-demand', ...(read >= 0 && { read }), ...(write >= 0 && { write }), ...warm };
  }
  const { ReadCapacityUnits: read = 0, WriteCapacityUnits: write = 0 } = ProvisionedThroughput ?? {};
  return { mode: 'provisioned', read, write, ...warm };
}

function warmOf(warm: Described['WarmThroughput']): Pick<CapacityFacts, 'warm'> {
  const { ReadUnitsPerSecond: read, WriteUnitsPerSecond: write } = warm ?? {};
  return read === undefined || write === undefined ? {} : { warm: { read, write } };
}
