import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './types.ts';

const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'] as const;

/**
 * The path of the first member of an item whose value its decoding has lost; `undefined` where the item is whole. The
 * AWS SDK for JavaScript yields `undefined` for a top-level attribute named `__proto__`, for map keys of that name in
 * stream records, and a value without a known type for types that it does not know.
 */
export function incompleteMember(item: Item): string | undefined {
  for (const name in item) {
    const inner = incompleteValue(item[name]);
    if (inner !== undefined) return inner === '' ? name : `${name}.${inner}`;
  }
  return undefined;
}

/** The path within the value; the empty text: the value itself. */
function incompleteValue(value: AttributeValue | undefined): string | undefined {
  if (value === undefined) return '';
  if (value.S !== undefined || value.N !== undefined) return undefined;
  if (value.M !== undefined) return incompleteMember(value.M);
  if (value.L !== undefined) {
    for (const [at, element] of value.L.entries()) {
      const inner = incompleteValue(element);
      if (inner !== undefined) return inner === '' ? `[${at}]` : `[${at}].${inner}`;
    }
    return undefined;
  }
  return TYPES.some((type) => value[type] !== undefined) ? undefined : '';
}
