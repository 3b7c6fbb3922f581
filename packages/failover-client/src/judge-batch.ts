import type { AttributeValue, BatchWriteItemInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import {
  hasValidValues,
  isKey,
  itemSize,
  keyText,
  MOST_BATCH_REQUESTS,
  MOST_ITEM_BYTES,
  tableNameOf,
  type Item,
} from '@understudy/versions';
import type { FoundSchema, KeyAttribute, TableSchema } from './table-schemas.ts';

/**
 * Why DynamoDB would refuse a batch as a whole:
 * `form`: its members are none or too many; `duplicates`: two members are of one item;
 * `no-space`: an item is within 400 KB, but not with its stamp;
 * `member`: one member is refused, `ofKey` where its key attributes don't fit the table.
 */
export type BatchFault =
  | { readonly fault: 'form' }
  | { readonly fault: 'duplicates' }
  | { readonly fault: 'no-space'; readonly table: string; readonly bytes: number }
  | {
      readonly fault: 'member';
      readonly table: string;
      readonly member: WriteRequest;
      readonly ofKey: boolean;
    };

export interface BatchRules {
  /** Whether a table's items are stamped: the others are judged by DynamoDB itself. */
  readonly isStamped: (table: string) => boolean;
  readonly schemaOf: (table: string) => FoundSchema;
  /** What a stamp takes of an item. */
  readonly stampBytes: number;
}

interface Member {
  readonly table: string;
  readonly request: WriteRequest;
}

/**
 * The first fault for which DynamoDB would refuse the whole batch, as far as it shows in the batch and the tables'
 * schemas. Where it is not certain that a member is valid, it counts as a fault, for DynamoDB to judge.
 */
export function judgeBatch(input: BatchWriteItemInput, rules: BatchRules): BatchFault | undefined {
  const tables = Object.entries(input.RequestItems ?? {});
  const all = tables.flatMap(([table, requests]) => requests.map((request) => ({ table, request })));
  if (all.length === 0 || all.length > MOST_BATCH_REQUESTS) return FORM;
  if (tables.some(([, requests]) => requests.length === 0)) return FORM;
  const ours = all.filter(({ table }) => rules.isStamped(tableNameOf(table)));
  const invalid = ours.find(({ request }) => !isValidMember(request));
  if (invalid !== undefined) return faultOf(invalid, false);
  const missing = ours.find(({ table }) => rules.schemaOf(table) === 'missing');
  if (missing !== undefined) return faultOf(missing, false);
  const misfit = ours.find(({ table, request }) => !fitsSchema(request, rules.schemaOf(table)));
  if (misfit !== undefined) return faultOf(misfit, true);
  return hasDuplicates(ours, rules) ? { fault: 'duplicates' } : faultOfSpace(ours, rules);
}

const FORM: BatchFault = { fault: 'form' };

function faultOf({ table, request }: Member, ofKey: boolean): BatchFault {
  return { fault: 'member', table, member: request, ofKey };
}

function isValidMember({ PutRequest: put, DeleteRequest: remove }: WriteRequest): boolean {
  if ((put === undefined) === (remove === undefined)) return false;
  const item = put?.Item ?? remove?.Key;
  return item !== undefined && hasValidValues(item) && itemSize(item) <= MOST_ITEM_BYTES;
}

function fitsSchema({ PutRequest: put, DeleteRequest: remove }: WriteRequest, schema: FoundSchema): boolean {
  if (schema === undefined || schema === 'missing') return true;
  const item: Item = put?.Item ?? remove?.Key ?? {};
  const { keys, indexKeys } = schema;
  if (!keys.every((key) => isKeyValue(item[key.name], key))) return false;
  if (remove !== undefined) return Object.keys(item).length === keys.length;
  return indexKeys.every((key) => item[key.name] === undefined || isKeyValue(item[key.name], key));
}

function isKeyValue(value: AttributeValue | undefined, { type, mostBytes }: KeyAttribute): boolean {
  const contents = (value ?? {}) as Readonly<Record<string, unknown>>;
  const content = type === undefined ? (contents['S'] ?? contents['N'] ?? contents['B']) : contents[type];
  if (content === undefined) return false;
  const bytes = Buffer.byteLength(content as string | Uint8Array);
  return type === 'N' || (bytes > 0 && bytes <= mostBytes);
}

/** Keys in the same text are of the same item, however their numbers and the table's name are written. */
function hasDuplicates(members: readonly Member[], { schemaOf }: BatchRules): boolean {
  const texts = members.flatMap(({ table, request }) => {
    const schema = schemaOf(table);
    if (schema === undefined || schema === 'missing') return [];
    const key = keyOf(request, schema);
    return isKey(key) ? [`${tableNameOf(table)} ${keyText(key)}`] : [];
  });
  return new Set(texts).size < texts.length;
}

function keyOf({ PutRequest: put, DeleteRequest: remove }: WriteRequest, { keys }: TableSchema): Item {
  const item: Item = put?.Item ?? remove?.Key ?? {};
  return Object.fromEntries(
    keys.flatMap(({ name }) => (item[name] === undefined ? [] : [[name, item[name]]])),
  );
}

function faultOfSpace(members: readonly Member[], { stampBytes }: BatchRules): BatchFault | undefined {
  for (const { table, request } of members) {
    const item = request.PutRequest?.Item;
    const bytes = itemSize(item ?? {});
    if (bytes + stampBytes > MOST_ITEM_BYTES) return { fault: 'no-space', table, bytes };
  }
  return undefined;
}
