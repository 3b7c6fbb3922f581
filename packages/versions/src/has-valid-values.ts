import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalNumber } from './canonical-number.ts';
import type { Item } from './types.ts';

/** How deep DynamoDB lets maps and lists contain each other. */
const MOST_LEVELS = 32;
const MOST_NAME_BYTES = 65_535;

/**
 * Whether DynamoDB certainly takes every value of the item: each of one type, numbers within 38 digits and their range,
 * sets without duplicates and not empty. Where it is not certain, the answer is no.
 */
export function hasValidValues(item: Item): boolean {
  return areValid(item, 1);
}

function areValid(item: Item, level: number): boolean {
  return Object.entries(item).every(
    ([name, value]) => name !== '' && Buffer.byteLength(name) <= MOST_NAME_BYTES && isValid(value, level),
  );
}

function isValid(value: AttributeValue, level: number): boolean {
  const [[type, content] = [], ...others] = Object.entries(value).filter(([, one]) => one !== undefined);
  if (type === undefined || others.length > 0) return false;
  switch (type) {
    case 'S':
    case 'BOOL':
      return true;
    case 'NULL':
      return content === true;
    case 'N':
      return isNumber(content as string);
    case 'B':
      return isBinary(content as Uint8Array | string);
    case 'SS':
      return isSet(content as string[], (text) => text);
    case 'NS':
      return (content as string[]).every(isNumber) && isSet(content as string[], canonicalNumber);
    case 'BS':
      return (content as Uint8Array[]).every(isBinary) && isSet(content as Uint8Array[], base64Of);
    case 'L':
      return level < MOST_LEVELS && (content as AttributeValue[]).every((one) => isValid(one, level + 1));
    case 'M':
      return level < MOST_LEVELS && areValid(content as Item, level + 1);
    default:
      return false;
  }
}

function isNumber(text: string): boolean {
  if (text !== text.trim()) return false;
  try {
    canonicalNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** On the wire binary is base64 text already. */
function isBinary(bytes: Uint8Array | string): boolean {
  return typeof bytes !== 'string' || (bytes.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bytes));
}

function base64Of(bytes: Uint8Array | string): string {
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64');
}

function isSet<T>(members: readonly T[], textOf: (member: T) => string): boolean {
  const texts = members.map(textOf);
  return texts.length > 0 && texts.every((text) => text !== '') && new Set(texts).size === texts.length;
}
