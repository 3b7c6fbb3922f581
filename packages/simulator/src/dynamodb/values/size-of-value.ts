import { sizeOfNumber } from './canonical-number.ts';
import type { Attributes, Value } from './value.ts';

/** Maps and lists count three bytes for themselves and one for each of what they hold. */
const CONTAINER = 3;

/** Up to this length, looking at each character is quicker than asking Buffer. */
const SHORT = 32;

function sizeOfText(text: string): number {
  if (text.length > SHORT) return Buffer.byteLength(text, 'utf8');
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 0x7f) return Buffer.byteLength(text, 'utf8');
  }
  return text.length;
}

const sum = <Part>(parts: Iterable<Part>, sizeOf: (part: Part) => number): number => {
  let total = 0;
  for (const part of parts) total += sizeOf(part);
  return total;
};

/** Bytes a value counts towards the item's size, as DynamoDB counts them for limits, capacity and streams. */
export function sizeOfValue(value: Value): number {
  switch (value.type) {
    case 'S':
      return sizeOfText(value.value);
    case 'N':
      return sizeOfNumber(value.value);
    case 'B':
      return value.value.length;
    case 'BOOL':
    case 'NULL':
      return 1;
    case 'SS':
      return sum(value.value, sizeOfText);
    case 'NS':
      return sum(value.value, sizeOfNumber);
    case 'BS':
      return sum(value.value, ({ length }) => length);
    case 'L':
      return CONTAINER + sum(value.value, (element) => sizeOfValue(element) + 1);
    case 'M':
      return CONTAINER + sizeOfAttributes(value.value) + value.value.size;
  }
}

/** Bytes of the attributes: each one's name and value. */
export function sizeOfAttributes(attributes: Attributes): number {
  let total = 0;
  for (const [name, value] of attributes) total += sizeOfText(name) + sizeOfValue(value);
  return total;
}
