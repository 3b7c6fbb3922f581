import { createHash } from 'node:crypto';
import type { Item } from './types.ts';
import { keyText } from './key-text.ts';

/**
 * The partition key of a key's tombstone: `<table>#<SHA-256 of its canonical text, base64url>`.
 * @param table the table's name; never its ARN, which differs from region to region.
 * @throws VersionsError `UND_VERSIONS_KEY_INVALID`
 */
export function tombstoneId(table: string, key: Item): string {
  return `${table}#${createHash('sha256').update(keyText(key)).digest('base64url')}`;
}
