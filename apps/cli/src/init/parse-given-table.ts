import type { GivenTable } from './types.ts';

const FOREIGN = ':foreign';

/** `NAME`, or `NAME:foreign` for a table that some application writes to without Understudy. */
export function parseGivenTable(text: string): GivenTable {
  return text.endsWith(FOREIGN)
    ? { name: text.slice(0, -FOREIGN.length).trim(), writes: 'foreign' }
    : { name: text.trim(), writes: 'stamped' };
}
