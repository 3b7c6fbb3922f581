import { PRODUCTS, SHOP_ORDERS } from '../shop/catalogue.ts';
import type { Content } from '../journal/types.ts';

/** The workload's two tables, journalled: one with a composite key and a number in it, one with a plain text key. */
export const CITIES = 'cities';
export const ORDERS = 'orders';
/** All that are replicated: the workload's, and those of the shop behind HAProxy. */
export const TABLES = [CITIES, ORDERS, PRODUCTS, SHOP_ORDERS] as const;
export type TableName = (typeof TABLES)[number];

const KEYS = {
  [CITIES]: { country: 'S', city: 'N' },
  [ORDERS]: { order: 'S' },
  [PRODUCTS]: { id: 'S' },
  [SHOP_ORDERS]: { id: 'S' },
} as const satisfies Record<TableName, Readonly<Record<string, 'S' | 'N'>>>;

/** The key's attributes and their types, partition key first. */
export function keyShape(table: TableName): Readonly<Record<string, 'S' | 'N'>> {
  return KEYS[table];
}

/** Names of the key's attributes, partition key first. */
export function keyAttributes(table: TableName): readonly string[] {
  return Object.keys(KEYS[table]);
}

/** The table and key of an item as one text: `cities/FR|2996944`. */
export function keyText(table: TableName, content: Content): string {
  return `${table}/${keyAttributes(table)
    .map((name) => String(content[name]))
    .join('|')}`;
}

/** The table that a key's text names. */
export function tableOf(key: string): TableName {
  return TABLES.find((table) => key.startsWith(`${table}/`)) ?? CITIES;
}

/** Whether the workload's journal has to explain the item of that key. */
export function isJournalled(key: string): boolean {
  const table = tableOf(key);
  return table === CITIES || table === ORDERS;
}
