import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';

/** Tells whether a copy is the one that was seen before, without keeping that one: stamp and all. */
export function digestCopy(item: Item | undefined): string {
  if (item === undefined) return 'absent';
  return createHash('sha256').update(textOf(item)).digest('base64url');
}

function textOf(item: Item): string {
  const names = Object.keys(item).sort();
  return JSON.stringify(names.map((name) => [name, ordered(item[name])]));
}

function ordered(value: AttributeValue | undefined): unknown {
  if (value?.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value?.BS !== undefined) {
    return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')).sort() };
  }
  if (value?.SS !== undefined) return { SS: [...value.SS].sort() };
  if (value?.NS !== undefined) return { NS: [...value.NS].sort() };
  if (value?.L !== undefined) return { L: value.L.map(ordered) };
  return value?.M === undefined ? value : { M: textOf(value.M) };
}
