import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalNumber, type Item } from '@understudy/versions';

/**
 * Whether two values are the same to DynamoDB: numbers by value, however they are written; sets without an order;
 * maps without an order of their names; lists in theirs.
 */
export function sameValue(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  if (left.S !== undefined) return left.S === right.S;
  if (left.N !== undefined) return right.N !== undefined && sameNumber(left.N, right.N);
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL;
  if (left.NULL !== undefined) return right.NULL !== undefined;
  if (left.B !== undefined) return right.B !== undefined && Buffer.compare(left.B, right.B) === 0;
  if (left.M !== undefined) return right.M !== undefined && sameCopy(left.M, right.M);
  if (left.L !== undefined) return right.L !== undefined && sameList(left.L, right.L);
  if (left.SS !== undefined) return right.SS !== undefined && sameSet(left.SS, right.SS, (text) => text);
  if (left.NS !== undefined) return right.NS !== undefined && sameSet(left.NS, right.NS, canonicalNumber);
  if (left.BS !== undefined) return right.BS !== undefined && sameSet(left.BS, right.BS, base64);
  return false;
}

/**
 * Whether two items have the same attributes with the same values; that of the name `except`, if given, is left out. An
 * attribute whose value was lost when it was decoded is the same as no other: nothing is known of it.
 */
export function sameCopy(left: Item, right: Item, except?: string): boolean {
  let open = 0;
  for (const name in right) if (name !== except) open += 1;
  for (const name in left) {
    if (name === except) continue;
    const value = left[name];
    if (value === undefined || !Object.hasOwn(right, name) || !sameValue(value, right[name])) return false;
    open -= 1;
  }
  return open === 0;
}

/** The names of the attributes in which two items differ, in order. */
export function differingAttributes(left: Item, right: Item, except?: string): readonly string[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return names.filter(
    (name) => name !== except && (left[name] === undefined || !sameValue(left[name], right[name])),
  );
}

function sameNumber(left: string, right: string): boolean {
  return left === right || canonicalNumber(left) === canonicalNumber(right);
}

function sameList(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((value, at) => sameValue(value, right[at]));
}

function sameSet<T>(left: readonly T[], right: readonly T[], textOf: (member: T) => string): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(left.map(textOf));
  return right.every((member) => members.has(textOf(member)));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
