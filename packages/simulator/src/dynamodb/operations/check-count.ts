import { validationException } from '../validation-exception.ts';

const MOST_ITEMS = 100;

/** @throws ValidationException for more items than one transaction takes. */
export function checkCount(items: readonly unknown[]): void {
  if (items.length > MOST_ITEMS) {
    throw validationException(`Member must have length less than or equal to ${MOST_ITEMS}`);
  }
}
