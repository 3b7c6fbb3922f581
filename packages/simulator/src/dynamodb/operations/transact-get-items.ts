import type {
  AttributeValue,
  CancellationReason,
  TransactGetItem,
  TransactGetItemsCommandInput,
  TransactGetItemsCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { isValidationException, validationException } from '../validation-exception.ts';
import { transactionCanceled } from '../transaction-canceled.ts';
import { readExpressions, type Projection } from '../expressions/read-expressions.ts';
import { requestedKey, type ItemKey } from '../tables/item-key.ts';
import type { Table } from '../tables/table.ts';
import { presentAttributes } from '../values/present-attributes.ts';
import { checkCount } from './check-count.ts';
import { checkDistinct } from './check-distinct.ts';
import { TRANSACTION_FACTOR } from './transaction-factor.ts';
import { consumedCapacities, readUnits } from './consumed-capacity.ts';

interface PreparedRead {
  readonly table: Table;
  readonly project: Projection;
  readonly input: Record<string, AttributeValue> | undefined;
}

const nothing = (): Error =>
  validationException("Value null at 'transactItems' failed to satisfy constraint: Member must not be null");

function prepare(state: DatabaseState, { Get: get }: TransactGetItem): PreparedRead {
  if (get === undefined) throw nothing();
  const table = state.table(get.TableName);
  return { table, project: readExpressions(get, ['ProjectionExpression']).project, input: get.Key };
}

function keyOrReason({ table, input }: PreparedRead): ItemKey | CancellationReason {
  try {
    return requestedKey(table.settings.schema, input);
  } catch (error) {
    if (isValidationException(error)) return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

/** @throws TransactionCanceledException with a reason for each part when a key is not one of its table's. */
function keysOf(reads: readonly PreparedRead[]): ItemKey[] {
  const keys = reads.map(keyOrReason);
  const valid = keys.filter((key) => 'text' in key);
  if (valid.length === keys.length) return valid;
  throw transactionCanceled(keys.map((key) => ('text' in key ? { Code: 'None' } : key)));
}

export function transactGetItems(
  state: DatabaseState,
  input: TransactGetItemsCommandInput,
): Answer<TransactGetItemsCommandOutput> {
  const items = input.TransactItems ?? [];
  if (items.length === 0) throw nothing();
  checkCount(items);
  const prepared = items.map((item) => prepare(state, item));
  const keys = keysOf(prepared);
  const reads = keys.flatMap((key, at) => {
    const read = prepared[at];
    return read === undefined ? [] : [{ ...read, key }];
  });
  checkDistinct(reads);
  const units = new Map<string, number>();
  const responses = reads.map(({ table, key, project }) => {
    const { name } = table.settings;
    const entry = table.get(key);
    units.set(name, (units.get(name) ?? 0) + TRANSACTION_FACTOR * readUnits(entry?.sizeBytes ?? 0, true));
    return entry === undefined ? {} : { Item: presentAttributes(project(entry.attributes)) };
  });
  return {
    Responses: responses,
    ...consumedCapacities(input.ReturnConsumedCapacity, units, 'ReadCapacityUnits'),
  };
}
