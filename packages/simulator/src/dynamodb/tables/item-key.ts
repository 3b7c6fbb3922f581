import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validationException } from '../validation-exception.ts';
import { acceptAttributes } from '../values/accept-value.ts';
import { bytesAsText } from '../values/equal-values.ts';
import { sizeOfValue } from '../values/size-of-value.ts';
import { compareScalars } from '../values/compare-scalars.ts';
import { isScalar, type Attributes, type ScalarValue, type Value } from '../values/value.ts';
import { placeOf } from './place-of.ts';
import type { KeyAttribute, KeySchema } from './key-schema.ts';

/** The primary key of one item. */
export interface ItemKey {
  /** One text for each key of the table. */
  readonly text: string;
  readonly hash: ScalarValue;
  readonly range: ScalarValue | undefined;
  /** The partition's position among all: 0 to 2^32 − 1, by a hash of the partition key. */
  readonly place: number;
}

const LONGEST_HASH = 2048;
const LONGEST_RANGE = 1024;

const scalarText = (value: ScalarValue): string =>
  value.type === 'B' ? bytesAsText(value.value) : value.value;

/** The position of a key's partition among all. */
export const partitionPlace = (hash: ScalarValue): number => placeOf(scalarText(hash));

function checkLength(value: ScalarValue, longest: number): void {
  if (value.type === 'N' || value.value.length * 4 <= longest) return;
  if (sizeOfValue(value) <= longest) return;
  throw validationException(
    'Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes',
  );
}

/**
 * One part of a key.
 * @throws ValidationException when it is of the wrong type or empty.
 */
export function keyPart(value: Value, { name, type }: KeyAttribute, mismatch: string): ScalarValue {
  if (value.type !== type || !isScalar(value)) throw validationException(mismatch);
  if (value.value.length === 0) {
    const what = type === 'B' ? 'binary' : 'string';
    throw validationException(
      `One or more parameter values are not valid. ` +
        `The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: ${name}`,
    );
  }
  return value;
}

export const TYPE_MISMATCH = 'One or more parameter values were invalid: Type mismatch for key';

function partOf(attributes: Attributes, attribute: KeyAttribute, mismatch: string): ScalarValue {
  const value = attributes.get(attribute.name);
  if (value === undefined) throw validationException('One of the required keys was not given a value');
  return keyPart(value, attribute, mismatch);
}

/**
 * The key among an item's attributes.
 * @throws ValidationException when a part is missing, of the wrong type, empty or too long.
 */
export function keyOf(schema: KeySchema, attributes: Attributes, mismatch: string = TYPE_MISMATCH): ItemKey {
  const hash = partOf(attributes, schema.hash, mismatch);
  const range = schema.range === undefined ? undefined : partOf(attributes, schema.range, mismatch);
  checkLength(hash, LONGEST_HASH);
  if (range !== undefined) checkLength(range, LONGEST_RANGE);
  const hashText = scalarText(hash);
  return {
    text: range === undefined ? hashText : `${hashText.length}:${hashText}${scalarText(range)}`,
    hash,
    range,
    place: placeOf(hashText),
  };
}

/**
 * The key a request names: the key's attributes and no others.
 * @throws ValidationException as `keyOf`, and when there are more or fewer attributes.
 */
export function requestedKey(schema: KeySchema, input: Record<string, AttributeValue> | undefined): ItemKey {
  if (input === undefined) {
    throw validationException('Cannot have null key for GetItem, DeleteItem, or UpdateItem');
  }
  const attributes = acceptAttributes(input);
  if (attributes.size !== (schema.range === undefined ? 1 : 2)) {
    throw validationException('The number of conditions on the keys is invalid');
  }
  return keyOf(schema, attributes);
}

export function keyAttributes({ hash, range }: KeySchema, key: ItemKey): Attributes {
  const attributes = new Map<string, Value>([[hash.name, key.hash]]);
  if (range !== undefined && key.range !== undefined) attributes.set(range.name, key.range);
  return attributes;
}

/** The order of a scan: partitions by their place, items of one by their sort key. */
export function compareKeys(left: ItemKey, right: ItemKey): number {
  if (left.place !== right.place) return left.place - right.place;
  const partitions = compareScalars(left.hash, right.hash) ?? 0;
  if (partitions !== 0) return partitions;
  if (left.range === undefined || right.range === undefined) return 0;
  return compareScalars(left.range, right.range) ?? 0;
}
