/** How many places there are: partitions, segments of a scan and shards of a stream each take a part of them. */
export const PLACES = 2 ** 32;

/** A partition's position: spread evenly, and the same on every machine (FNV-1a, then mixed). */
export function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
