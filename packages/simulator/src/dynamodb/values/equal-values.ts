import type { Attributes, Value } from './value.ts';

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

/** One text for equal bytes, one character a byte. */
export const bytesAsText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Sets have no order, and no element twice. */
function equalTextSets(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const others = new Set(right);
  return left.every((text) => others.has(text));
}

/** Whether two values are the same to DynamoDB: of one type, numbers by value, sets whatever their order. */
export function equalValues(left: Value, right: Value): boolean {
  if (left === right) return true;
  switch (left.type) {
    case 'B':
      return right.type === 'B' && equalBytes(left.value, right.value);
    case 'M':
      return right.type === 'M' && equalAttributes(left.value, right.value);
    case 'L':
      return (
        right.type === 'L' &&
        left.value.length === right.value.length &&
        left.value.every((value, at) => {
          const other = right.value[at];
          return other !== undefined && equalValues(value, other);
        })
      );
    case 'SS':
    case 'NS':
      return right.type === left.type && equalTextSets(left.value, right.value);
    case 'BS':
      return right.type === 'BS' && equalTextSets(left.value.map(bytesAsText), right.value.map(bytesAsText));
    default:
      return right.type === left.type && right.value === left.value;
  }
}

export function equalAttributes(left: Attributes, right: Attributes): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  for (const [name, value] of left) {
    const other = right.get(name);
    if (other === undefined || !equalValues(value, other)) return false;
  }
  return true;
}
