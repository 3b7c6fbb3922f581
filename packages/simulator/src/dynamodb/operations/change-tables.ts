import type {
  CreateTableCommandInput,
  CreateTableCommandOutput,
  DeleteTableCommandInput,
  DeleteTableCommandOutput,
  StreamSpecification,
  UpdateTableCommandInput,
  UpdateTableCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { tableExists, validationException } from '../exceptions.ts';
import { Stream } from '../streams/stream.ts';
import { keySchemaOf } from '../tables/key-schema.ts';
import { placeOf } from '../tables/place-of.ts';
import { Table } from '../tables/table.ts';
import { presentTable, tableArn } from './describe-table.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';

const INDEXES = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const;
const NOT_UPDATED = [
  'GlobalSecondaryIndexUpdates',
  'ReplicaUpdates',
  'BillingMode',
  'ProvisionedThroughput',
] as const;

/** A label nobody had before: streams of one table differ by the time they were made. */
function labelFor(state: DatabaseState, tableName: string): string {
  for (let ms = state.nowMs; ; ms += 1) {
    const label = new Date(ms).toISOString().slice(0, -1);
    if (!state.streams.has(`${tableArn(state, tableName)}/stream/${label}`)) return label;
  }
}

function enableStream(
  state: DatabaseState,
  table: Table,
  { StreamViewType: viewType }: StreamSpecification,
): void {
  if (viewType === undefined) {
    throw validationException(
      'Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams.',
    );
  }
  if (table.stream !== undefined) throw validationException('Table already has an enabled stream');
  const { name, schema } = table.settings;
  const label = labelFor(state, name);
  const arn = `${tableArn(state, name)}/stream/${label}`;
  const settings = { arn, label, tableName: name, schema, viewType, createdMs: state.nowMs };
  const stream = Stream.open({ ...settings, shards: state.settings.shardsPerStream }, state.sequence + 1);
  state.streams.set(arn, stream);
  table.stream = { arn, label, viewType };
  table.latestStream = table.stream;
}

function disableStream(state: DatabaseState, table: Table): void {
  if (table.stream === undefined) throw validationException('Table has no stream to disable');
  state.streams.get(table.stream.arn)?.disable(state.nextSequence, state.nowMs);
  table.stream = undefined;
}

function describedOf(state: DatabaseState, input: CreateTableCommandInput) {
  const onDemand = input.BillingMode === 'PAY_PER_REQUEST';
  if (!onDemand && input.ProvisionedThroughput === undefined) {
    throw validationException('No provisioned throughput specified for the table');
  }
  const { ReadCapacityUnits: reads, WriteCapacityUnits: writes } = input.ProvisionedThroughput ?? {};
  return {
    AttributeDefinitions: input.AttributeDefinitions?.map((definition) => ({ ...definition })),
    KeySchema: input.KeySchema?.map((element) => ({ ...element })),
    TableId: `${state.settings.region}-${placeOf(input.TableName ?? '').toString(16)}`,
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: onDemand ? 0 : reads,
      WriteCapacityUnits: onDemand ? 0 : writes,
    },
    ...(onDemand ? { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' as const } } : {}),
  };
}

export function createTable(
  state: DatabaseState,
  input: CreateTableCommandInput,
): Answer<CreateTableCommandOutput> {
  refuseUnsupported('CreateTable', input, INDEXES);
  const { TableName: name = '', StreamSpecification: specification } = input;
  if (state.tables.has(name)) throw tableExists();
  state.checkTableName(name);
  const schema = keySchemaOf(input.KeySchema, input.AttributeDefinitions);
  const described = describedOf(state, input);
  const table = new Table({ name, schema, createdMs: state.nowMs, described });
  table.deletionProtected = input.DeletionProtectionEnabled === true;
  if (specification?.StreamEnabled === true) enableStream(state, table, specification);
  state.tables.set(name, table);
  return { TableDescription: presentTable(state, table) };
}

export function updateTable(
  state: DatabaseState,
  input: UpdateTableCommandInput,
): Answer<UpdateTableCommandOutput> {
  refuseUnsupported('UpdateTable', input, NOT_UPDATED);
  const table = state.table(input.TableName);
  const { StreamSpecification: specification, DeletionProtectionEnabled: isProtected } = input;
  if (specification === undefined && isProtected === undefined) {
    throw validationException('Nothing to update');
  }
  if (specification?.StreamEnabled === true) enableStream(state, table, specification);
  else if (specification !== undefined) disableStream(state, table);
  if (isProtected !== undefined) table.deletionProtected = isProtected;
  return { TableDescription: presentTable(state, table) };
}

export function deleteTable(
  state: DatabaseState,
  input: DeleteTableCommandInput,
): Answer<DeleteTableCommandOutput> {
  const table = state.table(input.TableName);
  if (table.deletionProtected) {
    throw validationException(
      `Resource cannot be deleted as it is currently protected against deletion. ` +
        `Disable deletion protection first.`,
    );
  }
  const description = presentTable(state, table);
  if (table.stream !== undefined) disableStream(state, table);
  state.tables.delete(table.settings.name);
  return { TableDescription: description };
}
