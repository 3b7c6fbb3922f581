import type { ConsumedCapacity, ItemCollectionMetrics } from '@aws-sdk/client-dynamodb';
import { tableNameOf } from '@understudy/versions';

/** A transaction reports its metrics per table; a single write reports those of its table. */
export function singleMetrics(output: object, table: string): object {
  const { ConsumedCapacity: capacity, ItemCollectionMetrics: metrics } = output as {
    ConsumedCapacity?: readonly ConsumedCapacity[];
    ItemCollectionMetrics?: Readonly<Record<string, readonly ItemCollectionMetrics[]>>;
  };
  const consumed = capacity?.find(({ TableName }) => tableNameOf(TableName ?? '') === table);
  const collection = Object.entries(metrics ?? {}).find(([name]) => tableNameOf(name) === table)?.[1][0];
  return {
    ...(consumed === undefined ? {} : { ConsumedCapacity: consumed }),
    ...(collection === undefined ? {} : { ItemCollectionMetrics: collection }),
  };
}
