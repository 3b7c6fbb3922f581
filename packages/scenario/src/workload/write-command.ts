import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { WRITES_ATTRIBUTE } from '../journal/apply-part.ts';
import { CITIES, keyAttributes, tableOf } from '../service/tables.ts';
import type { WriteRequest } from './draw-request.ts';
import type { Changes, Content, WritePart } from '../journal/types.ts';

const QUERY_LIMIT = 10;

export type WriteCommand = PutCommand | UpdateCommand | DeleteCommand | TransactWriteCommand;

/** The key that a text names: `cities/FR|2996944` is `{country: 'FR', city: 2996944}`. */
export function keyFromText(text: string): Record<string, unknown> {
  const table = tableOf(text);
  const values = text.slice(table.length + 1).split('|');
  return Object.fromEntries(
    keyAttributes(table).map((name, at) => [name, name === 'city' ? Number(values[at]) : values[at]]),
  );
}

/** A consistent read sees every acknowledged write; one that need not may go to the standby. */
export function getCommand(key: string, consistent: boolean): GetCommand {
  return new GetCommand({ TableName: tableOf(key), Key: keyFromText(key), ConsistentRead: consistent });
}

export function queryCommand(country: string): QueryCommand {
  return new QueryCommand({
    TableName: CITIES,
    KeyConditionExpression: 'country = :country',
    ExpressionAttributeValues: { ':country': country },
    Limit: QUERY_LIMIT,
  });
}

/**
 * The request as an application would write it: the nonce goes into the item, and nothing in it knows of regions.
 * @param seenPrice the price that was read just before, for the writes that depend on it
 */
export function writeCommand(
  { parts, condition }: WriteRequest,
  nonce: string,
  seenPrice?: number,
): WriteCommand {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError('A write has at least one part.');
  const expected = condition === 'stale-price' ? -1 : condition === 'seen-price' ? seenPrice : undefined;
  if (rest.length > 0) {
    return new TransactWriteCommand({
      TransactItems: parts.map((part, at) => {
        if (part.kind === 'replace')
          return { Put: putInput(part, nonce, at === 0 && condition === 'absent') };
        if (part.kind === 'amend')
          return { Update: updateInput(part, nonce, at === 0 ? expected : undefined) };
        return { Delete: place(part) };
      }),
    });
  }
  if (first.kind === 'replace') return new PutCommand(putInput(first, nonce, condition === 'absent'));
  if (first.kind === 'amend') return new UpdateCommand(updateInput(first, nonce, expected));
  return new DeleteCommand(place(first));
}

function place({ key }: WritePart) {
  return { TableName: tableOf(key), Key: keyFromText(key) };
}

function putInput(
  { key, content }: WritePart & { readonly content: Content },
  nonce: string,
  ifAbsent: boolean,
) {
  const table = tableOf(key);
  return {
    TableName: table,
    Item: { ...content, [WRITES_ATTRIBUTE]: [nonce] },
    ...(ifAbsent
      ? {
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': keyAttributes(table)[0] ?? '' },
        }
      : {}),
  };
}

function updateInput(part: WritePart & { readonly changes: Changes }, nonce: string, expectedPrice?: number) {
  const names: Record<string, string> = { '#writes': WRITES_ATTRIBUTE };
  const values: Record<string, unknown> = { ':none': [], ':nonce': [nonce] };
  const expressions = (changes: Content, joined: string) =>
    Object.entries(changes).map(([name, value]) => {
      names[`#${name}`] = name;
      values[`:${name}`] = value;
      return `#${name}${joined}:${name}`;
    });
  const sets = expressions(part.changes.set ?? {}, ' = ');
  const adds = expressions(part.changes.add ?? {}, ' ');
  sets.push('#writes = list_append(if_not_exists(#writes, :none), :nonce)');
  if (expectedPrice !== undefined) values[':expected'] = expectedPrice;
  return {
    ...place(part),
    UpdateExpression: `SET ${sets.join(', ')}${adds.length === 0 ? '' : ` ADD ${adds.join(', ')}`}`,
    ...(expectedPrice === undefined ? {} : { ConditionExpression: '#priceCents = :expected' }),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}
