import type {
  AttributeValue,
  ReturnValue,
  ReturnValuesOnConditionCheckFailure,
} from '@aws-sdk/client-dynamodb';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';
import { applyUpdate } from '../expressions/apply-update.ts';
import type { BoundAction, BoundCondition } from '../expressions/bound-condition.ts';
import type { PlaceholderInput } from '../expressions/placeholders.ts';
import { readExpressions } from '../expressions/read-expressions.ts';
import { isKeyName, type KeySchema } from '../tables/key-schema.ts';
import { keyAttributes, keyOf, requestedKey, type ItemKey } from '../tables/item-key.ts';
import type { Entry, Table } from '../tables/table.ts';
import { acceptAttributes } from '../values/accept-value.ts';
import { sizeOfAttributes } from '../values/size-of-value.ts';

/** One write, checked as far as it can be without the item it is about. */
export interface PreparedWrite {
  readonly table: Table;
  readonly key: ItemKey;
  readonly condition: BoundCondition | undefined;
  /** Whether the error returns the item when the condition fails. */
  readonly showsItem: boolean;
  /** The actions of an update; none for other writes. */
  readonly actions: readonly BoundAction[];
  /**
   * What shall stand instead of `old`; undefined for nothing.
   * @throws ValidationException when that cannot be.
   */
  readonly next: (old: Entry | undefined) => Entry | undefined;
}

/** What the single writes and those of a transaction have in common. */
interface WriteInput extends PlaceholderInput {
  readonly TableName?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValues?: ReturnValue | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface PutInput extends WriteInput {
  readonly Item?: Record<string, AttributeValue> | undefined;
}

export interface KeyedInput extends WriteInput {
  readonly Key?: Record<string, AttributeValue> | undefined;
}

export interface UpdateInput extends KeyedInput {
  readonly UpdateExpression?: string | undefined;
}

const LARGEST_ITEM = 400 * 1024;

const OLD_ONLY: readonly (ReturnValue | undefined)[] = [undefined, 'NONE', 'ALL_OLD'];
const ANY: readonly (ReturnValue | undefined)[] = [...OLD_ONLY, 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'];

function checkReturns(input: WriteInput, allowed: readonly (ReturnValue | undefined)[]): void {
  if (!allowed.includes(input.ReturnValues)) {
    throw validationException('Return values set to invalid value');
  }
}

const SHOWN: readonly (string | undefined)[] = [undefined, 'NONE', 'ALL_OLD'];

function showsItem({ ReturnValuesOnConditionCheckFailure: returns }: WriteInput): boolean {
  if (!SHOWN.includes(returns)) {
    throw validationException(
      `1 validation error detected: Value '${returns ?? ''}' at 'returnValuesOnConditionCheckFailure' ` +
        `failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]`,
    );
  }
  return returns === 'ALL_OLD';
}

export function preparePut(state: DatabaseState, input: PutInput): PreparedWrite {
  const table = state.table(input.TableName);
  checkReturns(input, OLD_ONLY);
  const shows = showsItem(input);
  if (input.Item === undefined) throw validationException('Item to put in PutItem cannot be null');
  const attributes = acceptAttributes(input.Item);
  const key = keyOf(table.settings.schema, attributes);
  const entry: Entry = { key, attributes, sizeBytes: sizeOfAttributes(attributes) };
  if (entry.sizeBytes > LARGEST_ITEM) {
    throw validationException('Item size has exceeded the maximum allowed size');
  }
  const { condition } = readExpressions(input, ['ConditionExpression']);
  return { table, key, condition, showsItem: shows, actions: [], next: () => entry };
}

export function prepareDelete(state: DatabaseState, input: KeyedInput): PreparedWrite {
  return { ...prepareCheck(state, input), next: () => undefined };
}

/** A write that only looks: a transaction's condition check, or what every keyed write begins with. */
export function prepareCheck(state: DatabaseState, input: KeyedInput): PreparedWrite {
  const table = state.table(input.TableName);
  checkReturns(input, OLD_ONLY);
  const shows = showsItem(input);
  const key = requestedKey(table.settings.schema, input.Key);
  const { condition } = readExpressions(input, ['ConditionExpression']);
  return { table, key, condition, showsItem: shows, actions: [], next: (old) => old };
}

function updated(
  schema: KeySchema,
  key: ItemKey,
  actions: readonly BoundAction[],
  old: Entry | undefined,
): Entry {
  const touched = actions.map(({ path }) => String(path[0])).find((name) => isKeyName(schema, name));
  if (touched !== undefined) {
    throw validationException(
      `One or more parameter values were invalid: Cannot update attribute ${touched}. This attribute is part of the key`,
    );
  }
  const attributes = applyUpdate(actions, old?.attributes ?? keyAttributes(schema, key));
  const sizeBytes = sizeOfAttributes(attributes);
  if (sizeBytes > LARGEST_ITEM) {
    throw validationException('Item size to update has exceeded the maximum allowed size');
  }
  return { key: old?.key ?? key, attributes, sizeBytes };
}

export function prepareUpdate(state: DatabaseState, input: UpdateInput): PreparedWrite {
  const table = state.table(input.TableName);
  checkReturns(input, ANY);
  const shows = showsItem(input);
  const { schema } = table.settings;
  const key = requestedKey(schema, input.Key);
  const { condition, update } = readExpressions(input, ['UpdateExpression', 'ConditionExpression']);
  return {
    table,
    key,
    condition,
    showsItem: shows,
    actions: update,
    next: (old) => updated(schema, key, update, old),
  };
}
