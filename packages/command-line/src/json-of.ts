/** A value as one line of JSON; bytes as base64, big integers as text. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString('base64');
    return typeof part === 'bigint' ? part.toString() : part;
  });
}
