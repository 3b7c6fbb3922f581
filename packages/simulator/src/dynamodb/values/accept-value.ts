import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validationException } from '../validation-exception.ts';
import { canonicalNumber } from './canonical-number.ts';
import { bytesAsText } from './equal-values.ts';
import type { Attributes, Value } from './value.ts';

/** Lists and maps within each other, at most. */
const DEEPEST = 31;

const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'] as const;
type Tag = (typeof TYPES)[number];
const KNOWN: ReadonlySet<string> = new Set(TYPES);

function tagOf(value: AttributeValue): Tag {
  const members = value as unknown as Readonly<Record<string, unknown>>;
  let tag: string | undefined;
  for (const name in members) {
    if (members[name] === undefined || !KNOWN.has(name)) continue;
    if (tag !== undefined) {
      throw validationException(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    }
    tag = name;
  }
  if (tag === undefined) {
    throw validationException(
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    );
  }
  return tag as Tag;
}

function duplicates(what: string): Error {
  return validationException(`One or more parameter values were invalid: Input collection ${what}`);
}

function empty(what: string): Error {
  return validationException(`One or more parameter values were invalid: ${what}`);
}

function acceptTexts(texts: readonly string[]): string[] {
  if (texts.length === 0) throw empty('An string set  may not be empty');
  if (new Set(texts).size < texts.length) throw duplicates(`[${texts.join(', ')}] contains duplicates`);
  return [...texts];
}

function acceptNumbers(texts: readonly string[]): string[] {
  if (texts.length === 0) throw empty('An number set  may not be empty');
  const numbers = texts.map(canonicalNumber);
  if (new Set(numbers).size < numbers.length)
    throw validationException('Input collection contains duplicates');
  return numbers;
}

function acceptBinaries(parts: readonly Uint8Array[]): Uint8Array[] {
  if (parts.length === 0) throw empty('Binary sets should not be empty');
  if (new Set(parts.map(bytesAsText)).size < parts.length)
    throw duplicates('of type BS contains duplicates.');
  return parts.map((part) => Uint8Array.from(part));
}

function deeper(depth: number): number {
  if (depth >= DEEPEST) {
    throw validationException(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  }
  return depth + 1;
}

/**
 * Takes one value of a request: checked, numbers made canonical, nothing shared with the caller.
 * @throws ValidationException as DynamoDB does.
 */
export function acceptValue(input: AttributeValue, depth = 0): Value {
  const tag = tagOf(input);
  const held = (input as unknown as Readonly<Record<Tag, unknown>>)[tag];
  switch (tag) {
    case 'S':
      return { type: 'S', value: held as string };
    case 'N':
      return { type: 'N', value: canonicalNumber(held) };
    case 'B':
      return { type: 'B', value: Uint8Array.from(held as Uint8Array) };
    case 'BOOL':
      return { type: 'BOOL', value: held as boolean };
    case 'NULL':
      if (held !== true) {
        throw validationException(
          'One or more parameter values were invalid: Null attribute value types must have the value of true',
        );
      }
      return { type: 'NULL', value: true };
    case 'M':
      return { type: 'M', value: acceptAttributes(held as Record<string, AttributeValue>, deeper(depth)) };
    case 'L': {
      const below = deeper(depth);
      return { type: 'L', value: (held as AttributeValue[]).map((element) => acceptValue(element, below)) };
    }
    case 'SS':
      return { type: 'SS', value: acceptTexts(held as string[]) };
    case 'NS':
      return { type: 'NS', value: acceptNumbers(held as string[]) };
    case 'BS':
      return { type: 'BS', value: acceptBinaries(held as Uint8Array[]) };
  }
}

/**
 * Takes the attributes of an item, a key or a map value.
 * @throws ValidationException as DynamoDB does.
 */
export function acceptAttributes(input: Record<string, AttributeValue>, depth = 0): Attributes {
  const attributes = new Map<string, Value>();
  for (const name of Object.keys(input)) {
    const value = input[name];
    if (value === undefined) continue;
    if (name === '') throw validationException('Empty attribute name');
    attributes.set(name, acceptValue(value, depth));
  }
  return attributes;
}
