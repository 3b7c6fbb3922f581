/** Tables of Understudy's own in the data regions and in the witness. */
export const RESERVED_TABLE_PREFIX = 'understudy-';

export function isReservedTable(name: string): boolean {
  return name.toLowerCase().startsWith(RESERVED_TABLE_PREFIX);
}
