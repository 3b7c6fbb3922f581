import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Content } from './types.ts';

/** The application's two tables: one with a composite key and a number in it, one with a plain text key. */
export const CITIES = 'cities';
export const ORDERS = 'orders';
export const TABLES = [CITIES, ORDERS] as const;
export type TableName = (typeof TABLES)[number];

const KEYS: Readonly<Record<TableName, readonly { readonly name: string; readonly type: 'S' | 'N' }[]>> = {
  [CITIES]: [
    { name: 'country', type: 'S' },
    { name: 'city', type: 'N' },
  ],
  [ORDERS]: [{ name: 'order', type: 'S' }],
};

/** Names of the key's attributes, partition key first. */
export function keyAttributes(table: TableName): readonly string[] {
  return KEYS[table].map(({ name }) => name);
}

/** What CreateTable is asked for; the stream carries both images, which the links need. */
export function tableDefinition(table: TableName): CreateTableCommandInput {
  return {
    TableName: table,
    AttributeDefinitions: KEYS[table].map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: KEYS[table].map(({ name }, at) => ({
      AttributeName: name,
      KeyType: at === 0 ? 'HASH' : 'RANGE',
    })),
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  };
}

/** The key of an item as the document client takes it. */
export function keyOf(table: TableName, content: Content): Record<string, unknown> {
  return Object.fromEntries(keyAttributes(table).map((name) => [name, content[name]]));
}

/** The table and key of an item as one text: `cities/FR|2996944`. */
export function keyText(table: TableName, content: Content): string {
  return `${table}/${keyAttributes(table)
    .map((name) => String(content[name]))
    .join('|')}`;
}

/** The table that a key's text names. */
export function tableOf(key: string): TableName {
  return key.startsWith(`${ORDERS}/`) ? ORDERS : CITIES;
}
