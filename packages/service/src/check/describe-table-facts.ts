import type { Projection, TableDescription } from '@aws-sdk/client-dynamodb';
import { describeKeys } from '@understudy/route-store';
import { globalTableVersion } from '../global-table-version.ts';
import { regionOfArn } from '../region-of-arn.ts';
import { describeCapacity } from './describe-capacity.ts';
import { describeSettings, type TableDetails } from './describe-settings.ts';
import type { TableFacts } from './types.ts';

/** What checks compare of a table's description. */
export function describeTableFacts(table: TableDescription, details: TableDetails = {}): TableFacts {
  const { AttributeDefinitions = [], StreamSpecification, TableStatus, TableArn } = table;
  const indexes = [
    ...(table.GlobalSecondaryIndexes ?? []).map((index) => ({ ...index, kind: 'global' })),
    ...(table.LocalSecondaryIndexes ?? []).map((index) => ({ ...index, kind: 'local' })),
  ];
  const arnRegion = regionOfArn(TableArn);
  const globalTable = globalTableVersion(table) ?? details.globalTable;
  return {
    keys: describeKeys(table),
    indexes: indexes
      .map(({ IndexName, KeySchema = [], Projection, kind }) => {
        const keys = describeKeys({ KeySchema, AttributeDefinitions });
        return `${IndexName ?? ''} (${kind}, ${keys}, ${describeProjection(Projection)})`;
      })
      .sort(),
    stream:
      StreamSpecification?.StreamEnabled === true ? (StreamSpecification.StreamViewType ?? 'off') : 'off',
    status: TableStatus ?? 'UNKNOWN',
    settings: describeSettings(table, details),
    capacity: describeCapacity(table),
    ...(globalTable !== undefined && { globalTable }),
    ...(arnRegion !== undefined && { arnRegion }),
  };
}

function describeProjection({ ProjectionType = 'ALL', NonKeyAttributes = [] }: Projection = {}): string {
  return [ProjectionType, ...[...NonKeyAttributes].sort()].join(' ');
}
