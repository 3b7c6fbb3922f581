import { validationException } from '../exceptions.ts';
import type { ItemKey } from '../tables/item-key.ts';
import type { Table } from '../tables/table.ts';

const MOST_ITEMS = 100;

/** A transaction pays for preparing and for committing. */
export const TRANSACTION_FACTOR = 2;

/** @throws ValidationException for more items than one transaction takes. */
export function checkCount(items: readonly unknown[]): void {
  if (items.length > MOST_ITEMS) {
    throw validationException(`Member must have length less than or equal to ${MOST_ITEMS}`);
  }
}

/** @throws ValidationException when two parts are about the same item. */
export function checkDistinct(parts: readonly { readonly table: Table; readonly key: ItemKey }[]): void {
  const seen = new Set(parts.map(({ table, key }) => `${table.settings.name}|${key.text}`));
  if (seen.size < parts.length) {
    throw validationException('Transaction request cannot include multiple operations on one item');
  }
}
