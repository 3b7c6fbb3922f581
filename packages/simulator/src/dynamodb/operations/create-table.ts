import type { CreateTableCommandInput, CreateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { tableExists } from '../table-exists.ts';
import { validationException } from '../validation-exception.ts';
import { keySchemaOf } from '../tables/key-schema.ts';
import { placeOf } from '../tables/place-of.ts';
import { Table } from '../tables/table.ts';
import { presentTable } from './describe-table.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import { enableStream } from './enable-stream.ts';

const INDEXES = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const;

/** The id of the next table of that name: no two tables share one. */
export function nextTableId(state: DatabaseState, name: string): string {
  const count = (state.incarnations.get(name) ?? 0) + 1;
  state.incarnations.set(name, count);
  const id = `${state.settings.region}-${placeOf(name).toString(16)}`;
  return count === 1 ? id : `${id}-${count}`;
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
    TableId: nextTableId(state, input.TableName ?? ''),
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
