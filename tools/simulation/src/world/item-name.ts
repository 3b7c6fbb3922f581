import { FOREIGN_TABLE, TABLE } from '../limits.ts';

/** The name of an item among all tables of a history. */
export function itemName(table: string, item: string): string {
  return table === TABLE ? item : `${table}/${item}`;
}

/** Whether the item is in the table that no client stamps. */
export function isForeign(name: string): boolean {
  return name.startsWith(`${FOREIGN_TABLE}/`);
}

/** The table of the item with that name. */
export function tableOf(name: string): string {
  const at = name.indexOf('/');
  return at < 0 ? TABLE : name.slice(0, at);
}
