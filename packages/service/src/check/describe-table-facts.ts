import type { Projection, TableDescription } from '@aws-sdk/client-dynamodb';
import { describeKeys } from '@understudy/route-store';
import type { TableFacts } from './types.ts';

/** What checks compare of a table's description. */
export function describeTableFacts(table: TableDescription): TableFacts {
  const { AttributeDefinitions = [], StreamSpecification, TableStatus, TableArn } = table;
  const indexes = [
    ...(table.GlobalSecondaryIndexes ?? []).map((index) => ({ ...index, kind: 'global' })),
    ...(table.LocalSecondaryIndexes ?? []).map((index) => ({ ...index, kind: 'local' })),
  ];
  const arnRegion = regionOfArn(TableArn);
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
    ...(arnRegion !== undefined && { arnRegion }),
  };
}

function describeProjection({ ProjectionType = 'ALL', NonKeyAttributes = [] }: Projection = {}): string {
  return [ProjectionType, ...[...NonKeyAttributes].sort()].join(' ');
}

/** DynamoDB Local writes `ddblocal` where AWS writes a region: that names none. */
function regionOfArn(arn: string | undefined): string | undefined {
  const region = arn?.split(':')[3];
  return region === undefined || !/^[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/.test(region) ? undefined : region;
}
