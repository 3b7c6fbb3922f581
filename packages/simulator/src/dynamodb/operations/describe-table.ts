import type {
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  ListTablesCommandInput,
  ListTablesCommandOutput,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import type { Table, TableSettings } from '../tables/table.ts';

const MOST_NAMES = 100;

export const tableArn = ({ settings: { region, accountId } }: DatabaseState, name: string): string =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

/** A copy, so that callers can't change the engine's state. */
function copyOf(described: TableSettings['described']): TableSettings['described'] {
  const { AttributeDefinitions: definitions, KeySchema: schema } = described;
  return {
    ...described,
    AttributeDefinitions: definitions?.map((definition) => ({ ...definition })),
    KeySchema: schema?.map((element) => ({ ...element })),
  };
}

/** A table as DescribeTable shows it. It is active from the moment it is made. */
export function presentTable(state: DatabaseState, table: Table): TableDescription {
  const { name, createdMs, described } = table.settings;
  const { stream, latestStream } = table;
  return {
    ...copyOf(described),
    TableName: name,
    TableArn: tableArn(state, name),
    TableStatus: 'ACTIVE',
    CreationDateTime: new Date(createdMs),
    ItemCount: table.itemCount,
    TableSizeBytes: table.sizeBytes,
    DeletionProtectionEnabled: table.deletionProtected,
    ...(stream === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } }),
    ...(latestStream === undefined
      ? {}
      : { LatestStreamArn: latestStream.arn, LatestStreamLabel: latestStream.label }),
  };
}

export function describeTable(
  state: DatabaseState,
  input: DescribeTableCommandInput,
): Answer<DescribeTableCommandOutput> {
  return { Table: presentTable(state, state.table(input.TableName)) };
}

export function listTables(
  state: DatabaseState,
  { ExclusiveStartTableName: start = '', Limit: limit = MOST_NAMES }: ListTablesCommandInput,
): Answer<ListTablesCommandOutput> {
  const names = [...state.tables.keys()].sort().filter((name) => name > start);
  const page = names.slice(0, limit);
  const last = page.at(-1);
  return {
    TableNames: page,
    ...(last === undefined || page.length === names.length ? {} : { LastEvaluatedTableName: last }),
  };
}
