import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalNumber } from './canonical-number.ts';
import { VersionsError } from './errors.ts';
import type { Item } from './types.ts';

/**
 * One text per key, from every SDK: attribute names in the order of their code units, numbers normalised, binary
 * as base64 (bytes, or the base64 text that DynamoDB's JSON carries). Two keys are the same if and only if their texts are.
 * @throws VersionsError `UND_VERSIONS_KEY_INVALID` where an attribute is no string, number or binary.
 */
export function keyText(key: Item): string {
  const names = Object.keys(key).sort();
  if (names.length === 0) {
    throw new VersionsError('UND_VERSIONS_KEY_INVALID', { what: 'The key has no attribute.' });
  }
  return JSON.stringify(names.map((name) => [name, ...canonicalValue(name, key[name])]));
}

/** Whether `keyText` takes it: DynamoDB refuses every other key. */
export function isKey(key: Item): boolean {
  try {
    keyText(key);
    return true;
  } catch {
    return false;
  }
}

function canonicalValue(name: string, value: AttributeValue | undefined): readonly [string, string] {
  if (value?.S !== undefined) return ['S', value.S];
  if (value?.N !== undefined) return ['N', canonicalNumber(value.N)];
  if (value?.B !== undefined) return ['B', base64(value.B)];
  throw new VersionsError('UND_VERSIONS_KEY_INVALID', {
    what: `The key attribute "${name}" is no string, number or binary.`,
    details: { attribute: name },
  });
}

/** On the wire binary is base64 already; it is decoded and encoded again, since the padding may be missing. */
function base64(bytes: Uint8Array | string): string {
  return (typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : Buffer.from(bytes)).toString('base64');
}
