import type { UpdateTableCommandInput, UpdateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { presentTable } from './describe-table.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import { enableStream } from './enable-stream.ts';
import { disableStream } from './disable-stream.ts';

const NOT_UPDATED = [
  'GlobalSecondaryIndexUpdates',
  'ReplicaUpdates',
  'BillingMode',
  'ProvisionedThroughput',
] as const;

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
