import type { DeleteTableCommandInput, DeleteTableCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { presentTable } from './describe-table.ts';
import { disableStream } from './disable-stream.ts';

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
