import { describeError } from './describe-error.ts';
import { isSecretKey, REDACTED, redactText } from './redact-text.ts';

/** Deeper values are replaced by a note. */
const MOST_DEPTH = 8;

/** Facts as JSON can hold them: secrets redacted at any depth, errors described, cycles cut. */
export function plainFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return plainObject(facts, []);
}

function plainObject(value: object, above: readonly object[]): Record<string, unknown> {
  const inside = [...above, value];
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretKey(key) ? redact(member) : plain(member, inside),
    ]),
  );
}

/** Nothing is hidden where nothing is given. */
function redact(value: unknown): unknown {
  return value === undefined || value === null ? value : REDACTED;
}

function plain(value: unknown, above: readonly object[]): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'bigint':
      return String(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : plainThing(value, above);
    default:
      return value;
  }
}

function plainThing(value: object, above: readonly object[]): unknown {
  if (above.includes(value)) return '[circular]';
  if (above.length >= MOST_DEPTH) return '[too deep]';
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value)) return `[${String(value.byteLength)} bytes]`;
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((member) => plain(member, inside));
  if (value instanceof Set) return [...value].map((member) => plain(member, inside));
  if (value instanceof Map) {
    return plainObject(
      Object.fromEntries([...value].map(([key, member]) => [String(key), member as unknown])),
      above,
    );
  }
  return plainObject(value, above);
}
