import type { Item } from '@understudy/versions';
import { RecordsError } from './errors.ts';

/** A condition as requests carry it. */
export interface Guard {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, Item[string]>;
}

/** DynamoDB takes conditions of 4 KB and 300 operators. */
const MOST_ATTRIBUTES = 140;

/**
 * That the item still is the one that was read: every attribute of it has its value, or there is still none.
 * Stamps can't be named through the failover client, which adds them. What nothing can say is that no attribute came
 * to it: one that is added between the read and the write, and by itself, is not seen.
 * @throws RecordsError `UND_RECORDS_ITEM_TOO_WIDE`
 */
export function guardItem(item: Item | undefined, partitionKey: string): Guard {
  if (item === undefined) {
    return {
      ConditionExpression: 'attribute_not_exists(#k)',
      ExpressionAttributeNames: { '#k': partitionKey },
    };
  }
  const attributes = Object.entries(item);
  if (attributes.length > MOST_ATTRIBUTES) {
    throw new RecordsError('UND_RECORDS_ITEM_TOO_WIDE', {
      what: `The item has ${attributes.length} attributes; ${MOST_ATTRIBUTES} are the most.`,
    });
  }
  return {
    ConditionExpression: attributes.map((_one, at) => `#a${at} = :a${at}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], at) => [`#a${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(attributes.map(([, value], at) => [`:a${at}`, value])),
  };
}
