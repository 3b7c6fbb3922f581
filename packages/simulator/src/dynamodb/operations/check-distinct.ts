import { validationException } from '../validation-exception.ts';
import type { ItemKey } from '../tables/item-key.ts';
import type { Table } from '../tables/table.ts';

/** @throws ValidationException when two parts are about the same item. */
export function checkDistinct(parts: readonly { readonly table: Table; readonly key: ItemKey }[]): void {
  const seen = new Set(parts.map(({ table, key }) => `${table.settings.name}|${key.text}`));
  if (seen.size < parts.length) {
    throw validationException('Transaction request cannot include multiple operations on one item');
  }
}
