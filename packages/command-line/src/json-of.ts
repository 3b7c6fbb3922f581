/** A value as one line of JSON; bytes as base64, as DynamoDB's own JSON has them, and big integers as text. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, plainPart);
}

/** A replacer of JSON.stringify. It looks at the part itself, since a Buffer reaches it as an object of numbers. */
function plainPart(this: unknown, name: string, part: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  if (held instanceof Uint8Array) return Buffer.from(held).toString('base64');
  return typeof held === 'bigint' ? held.toString() : part;
}
