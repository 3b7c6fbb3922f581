const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_LIST = 0x5b;
const OPENING_MAP = 0x7b;
const CLOSING_LIST = 0x5d;
const CLOSING_MAP = 0x7d;

/** Whether a body of JSON nests deeper than `levels` lists and maps. Reads the bytes, so that no depth overflows the stack. */
export function nestsDeeper(body: Uint8Array, levels: number): boolean {
  // Each level is opened and closed by a byte.
  if (body.length <= 2 * levels) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPENING_LIST || byte === OPENING_MAP) {
      depth += 1;
      if (depth > levels) return true;
    } else if (byte === CLOSING_LIST || byte === CLOSING_MAP) depth -= 1;
  }
  return false;
}
