import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether an `Authorization` header presents the token. Both are hashed first, so that the time it takes says neither how long
 * the token is nor where the first difference is.
 */
export function isBearer(header: string | undefined, token: string): boolean {
  const presented = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(presented), digest(token)) && presented !== '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
