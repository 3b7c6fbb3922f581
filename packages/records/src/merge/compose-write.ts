import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { differingAttributes } from '@understudy/verifier';
import { stripItem, type Item } from '@understudy/versions';
import { RecordsError } from '../errors.ts';
import { guardItem } from '../guard-item.ts';
import { addNumbers } from './add-numbers.ts';
import type { MergedItem } from './types.ts';

export interface WriteFacts {
  readonly table: string;
  readonly key: Item;
  readonly partitionKey: string;
  readonly stampAttribute: string;
  /** As it was read, with its stamp. */
  readonly ours: Item | undefined;
  readonly merged: MergedItem;
}

/** DynamoDB takes expressions of 4 KB and 300 operators; stamp and fence are added to them. */
const MOST_ATTRIBUTES = 70;

/** What one attribute adds to an update. */
interface AttributeUpdate {
  readonly set?: string;
  readonly remove?: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, Item[string]>>;
}

/**
 * The write that makes the stored item the merged one; `undefined` where it is that already. It touches no attribute but
 * those that change. Conditions: the item is still there, or still absent; each attribute that it touches has the value that was
 * read, and a counter is still a number: its difference is added to what is stored at that moment, so that a counter that the
 * application keeps writing is merged too. A removal is conditional on every attribute.
 * @throws RecordsError `UND_RECORDS_ITEM_TOO_WIDE`
 */
export function composeWrite(facts: WriteFacts): TransactWriteItem | undefined {
  const { table: TableName, key, partitionKey, stampAttribute, ours, merged } = facts;
  const wanted = merged.item === undefined ? undefined : stripItem(merged.item, stampAttribute);
  const stored = ours === undefined ? undefined : stripItem(ours, stampAttribute);
  if (wanted === undefined) {
    if (stored === undefined) return undefined;
    return { Delete: { TableName, Key: { ...key }, ...guardItem(stored, partitionKey) } };
  }
  if (stored === undefined)
    return { Put: { TableName, Item: { ...wanted }, ...guardItem(undefined, partitionKey) } };
  const names = differingAttributes(stored, wanted);
  if (names.length === 0) return undefined;
  if (names.length > MOST_ATTRIBUTES) {
    throw new RecordsError('UND_RECORDS_ITEM_TOO_WIDE', {
      what: `The merge changes ${names.length} attributes of the item; ${MOST_ATTRIBUTES} are the most.`,
    });
  }
  const updates = names.map((name, at) =>
    isCounted(name, merged)
      ? countUp(at, stored[name], wanted[name])
      : replace(at, stored[name], wanted[name]),
  );
  return { Update: { TableName, Key: { ...key }, ...expressionOf(names, updates, partitionKey) } };
}

function expressionOf(
  names: readonly string[],
  updates: readonly AttributeUpdate[],
  partitionKey: string,
): Omit<NonNullable<TransactWriteItem['Update']>, 'TableName' | 'Key'> {
  const sets = updates.flatMap(({ set }) => set ?? []);
  const removes = updates.flatMap(({ remove }) => remove ?? []);
  const values = Object.assign({}, ...updates.map((update) => update.values)) as Record<string, Item[string]>;
  return {
    UpdateExpression: [
      ...(sets.length === 0 ? [] : [`SET ${sets.join(', ')}`]),
      ...(removes.length === 0 ? [] : [`REMOVE ${removes.join(', ')}`]),
    ].join(' '),
    ConditionExpression: ['attribute_exists(#k)', ...updates.map(({ condition }) => condition)].join(' AND '),
    ExpressionAttributeNames: {
      '#k': partitionKey,
      ...Object.fromEntries(names.map((name, at) => [`#a${at}`, name])),
    },
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
}

/** Whether all that was done to the attribute is additions. */
function isCounted(name: string, { steps }: MergedItem): boolean {
  const own = steps.filter(({ path }) => path === name);
  return own.length > 0 && own.every(({ is }) => is === 'added');
}

function countUp(
  at: number,
  stored: Item[string] | undefined,
  wanted: Item[string] | undefined,
): AttributeUpdate {
  const difference = addNumbers([1, wanted?.N ?? '0'], [-1, stored?.N ?? '0']);
  if (difference === undefined) return replace(at, stored, wanted);
  return {
    set: `#a${at} = #a${at} + :d${at}`,
    condition: `attribute_type(#a${at}, :number)`,
    values: { [`:d${at}`]: { N: difference }, ':number': { S: 'N' } },
  };
}

function replace(
  at: number,
  stored: Item[string] | undefined,
  wanted: Item[string] | undefined,
): AttributeUpdate {
  const condition = stored === undefined ? `attribute_not_exists(#a${at})` : `#a${at} = :o${at}`;
  const seen = stored === undefined ? {} : { [`:o${at}`]: stored };
  if (wanted === undefined) return { remove: `#a${at}`, condition, values: seen };
  return { set: `#a${at} = :n${at}`, condition, values: { ...seen, [`:n${at}`]: wanted } };
}
