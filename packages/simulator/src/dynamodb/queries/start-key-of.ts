import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validationException } from '../validation-exception.ts';
import { keyOf, type ItemKey } from '../tables/item-key.ts';
import type { KeySchema } from '../tables/key-schema.ts';
import { acceptAttributes } from '../values/accept-value.ts';

/**
 * The key after which a page begins. No item needs to have it.
 * @throws ValidationException when it is no key of this table.
 */
export function startKeyOf(
  schema: KeySchema,
  input: Record<string, AttributeValue> | undefined,
): ItemKey | undefined {
  if (input === undefined) return undefined;
  const attributes = acceptAttributes(input);
  if (attributes.size !== (schema.range === undefined ? 1 : 2)) {
    throw validationException("Exclusive Start Key must have same size as table's key schema");
  }
  return keyOf(schema, attributes, 'Type mismatch for attribute to update');
}
