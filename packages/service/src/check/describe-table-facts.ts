import type {
  AttributeDefinition,
  KeySchemaElement,
  Projection,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { TableFacts } from './types.ts';

/** What checks compare of a table's description. */
export function describeTableFacts(table: TableDescription): TableFacts {
  const { KeySchema, AttributeDefinitions, StreamSpecification, TableStatus, TableArn } = table;
  const keysOf = (schema: readonly KeySchemaElement[] | undefined) =>
    describeKeys(schema, AttributeDefinitions);
  const indexes = [
    ...(table.GlobalSecondaryIndexes ?? []).map((index) => ({ ...index, kind: 'global' })),
    ...(table.LocalSecondaryIndexes ?? []).map((index) => ({ ...index, kind: 'local' })),
  ];
  const arnRegion = regionOfArn(TableArn);
  return {
    keys: keysOf(KeySchema),
    indexes: indexes
      .map((index) => {
        const projection = describeProjection(index.Projection);
        return `${index.IndexName ?? ''} (${index.kind}, ${keysOf(index.KeySchema)}, ${projection})`;
      })
      .sort(),
    stream:
      StreamSpecification?.StreamEnabled === true ? (StreamSpecification.StreamViewType ?? 'off') : 'off',
    status: TableStatus ?? 'UNKNOWN',
    ...(arnRegion !== undefined && { arnRegion }),
  };
}

/** `HASH id S, RANGE at N` */
export function describeKeys(
  schema: readonly KeySchemaElement[] = [],
  definitions: readonly AttributeDefinition[] = [],
): string {
  const typeOf = (name: string | undefined) =>
    definitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? '?';
  return schema
    .map(({ AttributeName, KeyType }) => `${KeyType ?? ''} ${AttributeName ?? ''} ${typeOf(AttributeName)}`)
    .join(', ');
}

function describeProjection({ ProjectionType = 'ALL', NonKeyAttributes = [] }: Projection = {}): string {
  return [ProjectionType, ...[...NonKeyAttributes].sort()].join(' ');
}

/** DynamoDB Local writes `ddblocal` where AWS writes a region: that names none. */
function regionOfArn(arn: string | undefined): string | undefined {
  const region = arn?.split(':')[3];
  return region === undefined || !/^[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/.test(region) ? undefined : region;
}
