import type {
  CancellationReason,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  TransactWriteItemsCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { isValidationException, validationException } from '../validation-exception.ts';
import { transactionCanceled } from '../transaction-canceled.ts';
import { evaluateCondition } from '../expressions/evaluate-condition.ts';
import { TYPE_MISMATCH } from '../tables/item-key.ts';
import type { Entry } from '../tables/table.ts';
import { presentAttributes } from '../values/present-attributes.ts';
import { checkCount } from './check-count.ts';
import { checkDistinct } from './check-distinct.ts';
import { TRANSACTION_FACTOR } from './transaction-factor.ts';
import { consumedCapacities, writeUnits } from './consumed-capacity.ts';
import {
  prepareCheck,
  prepareDelete,
  preparePut,
  prepareUpdate,
  type PreparedWrite,
} from './prepared-write.ts';
import { isRepeated, rememberToken, tokenOf } from './remember-token.ts';

const LARGEST_TRANSACTION = 4 * 1024 * 1024;

function prepareOne(state: DatabaseState, item: TransactWriteItem, at: number): PreparedWrite {
  const { ConditionCheck: check, Put: put, Delete: remove, Update: update } = item;
  if ([check, put, remove, update].filter((part) => part !== undefined).length > 1) {
    throw validationException('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (put !== undefined) return preparePut(state, put);
  if (remove !== undefined) return prepareDelete(state, remove);
  if (update !== undefined) return prepareUpdate(state, update);
  if (check === undefined) {
    throw validationException(
      'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
    );
  }
  if (check.ConditionExpression === undefined) {
    throw validationException(
      `Value null at 'transactItems.${at + 1}.member.conditionCheck.conditionExpression' ` +
        `failed to satisfy constraint: Member must not be null`,
    );
  }
  return prepareCheck(state, check);
}

/** What came of one part: what it writes, or why it cancels the whole. */
type Outcome =
  | { readonly write: PreparedWrite; readonly old: Entry | undefined; readonly fresh: Entry | undefined }
  | { readonly reason: CancellationReason };

const invalid = (message: string): Outcome => ({ reason: { Code: 'ValidationError', Message: message } });

function outcomeOf(write: PreparedWrite): Outcome {
  const old = write.table.get(write.key);
  if (write.condition !== undefined && !evaluateCondition(write.condition, old?.attributes)) {
    const item = write.showsItem && old !== undefined ? { Item: presentAttributes(old.attributes) } : {};
    return { reason: { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...item } };
  }
  try {
    return { write, old, fresh: write.next(old) };
  } catch (error) {
    if (!isValidationException(error)) throw error;
    return invalid(error.message);
  }
}

/** A key of the wrong type is the reason of its part; every other fault refuses the whole request. */
function prepareAll(state: DatabaseState, items: readonly TransactWriteItem[]): (PreparedWrite | Outcome)[] {
  return items.map((item, at) => {
    try {
      return prepareOne(state, item, at);
    } catch (error) {
      if (isValidationException(error) && error.message === TYPE_MISMATCH) return invalid(error.message);
      throw error;
    }
  });
}

/**
 * Carries out all writes, or none.
 * @throws TransactionCanceledException with a reason for each part, in order.
 */
function commit(state: DatabaseState, items: readonly TransactWriteItem[]): Map<string, number> {
  const prepared = prepareAll(state, items);
  checkDistinct(prepared.filter((part) => 'next' in part));
  const outcomes = prepared.map((part) => ('next' in part ? outcomeOf(part) : part));
  if (outcomes.some((outcome) => 'reason' in outcome)) {
    throw transactionCanceled(
      outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : { Code: 'None' })),
    );
  }
  const done = outcomes.filter((outcome) => 'write' in outcome);
  const bytes = done.reduce((sum, { fresh, old }) => sum + (fresh?.sizeBytes ?? old?.sizeBytes ?? 0), 0);
  if (bytes > LARGEST_TRANSACTION) {
    throw validationException(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
  }
  const units = new Map<string, number>();
  for (const { write, old, fresh } of done) {
    const { name } = write.table.settings;
    const more = TRANSACTION_FACTOR * writeUnits(old?.sizeBytes, fresh?.sizeBytes);
    units.set(name, (units.get(name) ?? 0) + more);
    if (fresh !== old) state.write(write.table, write.key, fresh);
  }
  return units;
}

/** A repeated transaction pays for reading what it finds done. */
function repeatedUnits(items: readonly TransactWriteItem[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { Put, Update, Delete, ConditionCheck } of items) {
    const name = (Put ?? Update ?? Delete ?? ConditionCheck)?.TableName ?? '';
    units.set(name, (units.get(name) ?? 0) + TRANSACTION_FACTOR);
  }
  return units;
}

export function transactWriteItems(
  state: DatabaseState,
  input: TransactWriteItemsCommandInput,
): Answer<TransactWriteItemsCommandOutput> {
  const { TransactItems: items = [], ClientRequestToken: text = '', ReturnConsumedCapacity: asked } = input;
  if (items.length === 0) {
    throw validationException(
      "Value [] at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  checkCount(items);
  const token = text === '' ? undefined : tokenOf(text, items);
  if (token !== undefined && isRepeated(state, token)) {
    return consumedCapacities(asked, repeatedUnits(items), 'ReadCapacityUnits');
  }
  const units = commit(state, items);
  if (token !== undefined) rememberToken(state, token);
  return consumedCapacities(asked, units, 'WriteCapacityUnits');
}
