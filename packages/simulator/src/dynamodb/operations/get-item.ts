import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  GetItemCommandInput,
  GetItemCommandOutput,
  KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { readExpressions } from '../expressions/read-expressions.ts';
import { requestedKey } from '../tables/item-key.ts';
import { presentAttributes } from '../values/present-attributes.ts';
import { consumedCapacities, consumedCapacity, readUnits } from './consumed-capacity.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';

const MOST_KEYS = 100;
const LARGEST_BATCH = 16 * 1024 * 1024;

export function getItem(state: DatabaseState, input: GetItemCommandInput): Answer<GetItemCommandOutput> {
  refuseUnsupported('GetItem', input, ['AttributesToGet']);
  const table = state.table(input.TableName);
  const { project } = readExpressions(input, ['ProjectionExpression']);
  const key = requestedKey(table.settings.schema, input.Key);
  const entry = table.get(key);
  const units = readUnits(entry?.sizeBytes ?? 0, input.ConsistentRead);
  const capacity = consumedCapacity(input.ReturnConsumedCapacity, table.settings.name, units);
  return {
    ...(entry === undefined ? {} : { Item: presentAttributes(project(entry.attributes)) }),
    ...(capacity === undefined ? {} : { ConsumedCapacity: capacity }),
  };
}

function checkBatch(requests: Record<string, KeysAndAttributes>): void {
  const tables = Object.entries(requests);
  if (tables.length === 0) throw validationException('BatchGetItem must have some requests set');
  let count = 0;
  for (const [name, { Keys: keys = [] }] of tables) {
    if (keys.length === 0) {
      throw validationException(
        `The list of keys in RequestItems for BatchGetItem is required: ${name} has empty list`,
      );
    }
    count += keys.length;
  }
  if (count > MOST_KEYS) throw validationException('Too many items requested for the BatchGetItem call');
}

export function batchGetItem(
  state: DatabaseState,
  input: BatchGetItemCommandInput,
): Answer<BatchGetItemCommandOutput> {
  const requests = input.RequestItems ?? {};
  checkBatch(requests);
  const responses: NonNullable<BatchGetItemCommandOutput['Responses']> = {};
  const unprocessed: NonNullable<BatchGetItemCommandOutput['UnprocessedKeys']> = {};
  const units = new Map<string, number>();
  let bytes = 0;
  for (const [name, request] of Object.entries(requests)) {
    refuseUnsupported('BatchGetItem', request, ['AttributesToGet']);
    const table = state.table(name);
    const keys = (request.Keys ?? []).map((key) => requestedKey(table.settings.schema, key));
    if (new Set(keys.map(({ text }) => text)).size < keys.length) {
      throw validationException('Provided list of item keys contains duplicates');
    }
    const { project } = readExpressions(request, ['ProjectionExpression']);
    const items: Record<string, ReturnType<typeof presentAttributes>[string]>[] = [];
    responses[name] = items;
    keys.forEach((key, at) => {
      const entry = table.get(key);
      bytes += entry?.sizeBytes ?? 0;
      if (bytes > LARGEST_BATCH) {
        unprocessed[name] ??= { ...request, Keys: request.Keys?.slice(at) };
        return;
      }
      units.set(name, (units.get(name) ?? 0) + readUnits(entry?.sizeBytes ?? 0, request.ConsistentRead));
      if (entry !== undefined) items.push(presentAttributes(project(entry.attributes)));
    });
  }
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...consumedCapacities(input.ReturnConsumedCapacity, units),
  };
}
