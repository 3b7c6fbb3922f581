import { compareNumbers } from './canonical-number.ts';
import type { ScalarValue } from './value.ts';

/** Puts surrogates above the rest of the plane, as UTF-8 has them. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

/** Orders texts by their UTF-8 bytes, which is DynamoDB's order, and not by UTF-16 units, which is ours. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Orders bytes as unsigned numbers, a prefix before what it begins. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The order of two values of one type; undefined where the types differ, which compare to nothing. */
export function compareScalars(left: ScalarValue, right: ScalarValue): number | undefined {
  if (left.type === 'S') return right.type === 'S' ? compareTexts(left.value, right.value) : undefined;
  if (left.type === 'N') return right.type === 'N' ? compareNumbers(left.value, right.value) : undefined;
  return right.type === 'B' ? compareBytes(left.value, right.value) : undefined;
}
