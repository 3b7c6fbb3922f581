import type {
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { consumedCapacities, writeUnits } from './consumed-capacity.ts';
import { prepareDelete, preparePut, type PreparedWrite } from './prepared-write.ts';

const MOST_WRITES = 25;

function checkBatch(requests: Record<string, WriteRequest[]>): void {
  const tables = Object.entries(requests);
  if (tables.length === 0) throw validationException('BatchWriteItem cannot have a null or no requests set');
  for (const [name, writes] of tables) {
    if (writes.length > 0) continue;
    throw validationException(`The batch write request list for a table cannot be null or empty: ${name}`);
  }
  if (tables.reduce((count, [, writes]) => count + writes.length, 0) > MOST_WRITES) {
    throw validationException('Too many items requested for the BatchWriteItem call');
  }
}

function prepare(state: DatabaseState, name: string, request: WriteRequest): PreparedWrite {
  const { PutRequest: put, DeleteRequest: remove } = request;
  if ((put === undefined) === (remove === undefined)) {
    throw validationException(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return put === undefined
    ? prepareDelete(state, { TableName: name, Key: remove?.Key })
    : preparePut(state, { TableName: name, Item: put.Item });
}

export function batchWriteItem(
  state: DatabaseState,
  input: BatchWriteItemCommandInput,
): Answer<BatchWriteItemCommandOutput> {
  const requests = input.RequestItems ?? {};
  checkBatch(requests);
  const writes = Object.entries(requests).flatMap(([name, list]) => {
    const prepared = list.map((request) => prepare(state, name, request));
    if (new Set(prepared.map(({ key }) => key.text)).size < prepared.length) {
      throw validationException('Provided list of item keys contains duplicates');
    }
    return prepared;
  });
  const units = new Map<string, number>();
  for (const { table, key, next } of writes) {
    const old = table.get(key);
    const entry = next(old);
    const { name } = table.settings;
    units.set(name, (units.get(name) ?? 0) + writeUnits(old?.sizeBytes, entry?.sizeBytes));
    state.write(table, key, entry);
  }
  return { UnprocessedItems: {}, ...consumedCapacities(input.ReturnConsumedCapacity, units) };
}
