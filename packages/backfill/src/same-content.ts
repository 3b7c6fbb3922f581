import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalNumber, type Item } from '@understudy/versions';

/** Whether two items hold the same but for their stamps: numbers by value, sets in any order. */
export function sameContent(a: Item, b: Item, stampAttribute: string): boolean {
  return canonicalContent(a, stampAttribute) === canonicalContent(b, stampAttribute);
}

/** One text per content, from every writer. */
export function canonicalContent(item: Item, stampAttribute: string): string {
  const { [stampAttribute]: _stamp, ...content } = item;
  return JSON.stringify(canonicalMap(content));
}

function canonicalMap(map: Item): unknown {
  return Object.keys(map)
    .sort()
    .map((name) => [name, canonical(map[name])]);
}

function canonical(value: AttributeValue | undefined): unknown {
  if (value === undefined) return null;
  if (value.N !== undefined) return { N: canonicalNumber(value.N) };
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.M !== undefined) return { M: canonicalMap(value.M) };
  if (value.L !== undefined) return { L: value.L.map(canonical) };
  if (value.SS !== undefined) return { SS: [...value.SS].sort() };
  if (value.NS !== undefined) return { NS: value.NS.map(canonicalNumber).sort() };
  if (value.BS !== undefined) return { BS: value.BS.map(base64).sort() };
  return value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
