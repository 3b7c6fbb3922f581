import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalNumber } from './canonical-number.ts';
import type { Item } from './types.ts';

/** The most bytes that DynamoDB takes in one item, names of attributes included. */
export const MOST_ITEM_BYTES = 400 * 1024;

/** Maps and lists count three bytes for themselves and one for each of what they hold. */
const CONTAINER = 3;

/**
 * Bytes of an item as DynamoDB counts them towards its limits. Binary given as text counts as long as the text, so that
 * the result is never too small.
 */
export function itemSize(item: Item): number {
  let total = 0;
  for (const [name, value] of Object.entries(item)) total += Buffer.byteLength(name) + sizeOfValue(value);
  return total;
}

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return sum(value.SS, (text) => Buffer.byteLength(text));
  if (value.NS !== undefined) return sum(value.NS, sizeOfNumber);
  if (value.BS !== undefined) return sum(value.BS, ({ length }) => length);
  if (value.L !== undefined) return CONTAINER + sum(value.L, (one) => sizeOfValue(one) + 1);
  if (value.M !== undefined) return CONTAINER + itemSize(value.M) + Object.keys(value.M).length;
  return 1;
}

/** One byte for two digits, one for the exponent, and one for the sign of a negative one. */
function sizeOfNumber(text: string): number {
  const digits = canonicalNumber(text)
    .replace(/^-?0?\.?0*/, '')
    .replace(/\.?0*$/, '')
    .replace('.', '');
  return Math.ceil(digits.length / 2) + (text.trim().startsWith('-') ? 2 : 1);
}

function sum<T>(parts: readonly T[], sizeOf: (part: T) => number): number {
  return parts.reduce((total, part) => total + sizeOf(part), 0);
}
