import type { Content, WritePart } from './types.ts';

/**
 * The attribute in which an item carries the nonces of the writes that made it: a put starts a new list, an
 * update appends. So an item tells by itself which acknowledged writes are in it, whichever region it lies in.
 */
export const WRITES_ATTRIBUTE = 'writes';

/** The nonces of the writes an item is made of, oldest first; none for an item as the data set gave it. */
export function writesOf(content: Content | undefined): readonly string[] {
  const writes = content?.[WRITES_ATTRIBUTE];
  return Array.isArray(writes) ? writes.map(String) : [];
}

/** What `part` makes of an item (`undefined`: no item); the same rule that the requests to DynamoDB follow. */
export function applyPart(before: Content | undefined, nonce: string, part: WritePart): Content | undefined {
  switch (part.kind) {
    case 'remove':
      return undefined;
    case 'replace':
      return { ...part.content, [WRITES_ATTRIBUTE]: [nonce] };
    case 'amend': {
      const after: Record<string, unknown> = { ...before, ...part.changes.set };
      for (const [name, by] of Object.entries(part.changes.add ?? {})) {
        const now = after[name];
        after[name] = (typeof now === 'number' ? now : 0) + by;
      }
      return { ...after, [WRITES_ATTRIBUTE]: [...writesOf(before), nonce] };
    }
  }
}
