import { VersionsError } from './errors.ts';
import type { Item } from './types.ts';

/** The attribute of an item that keeps its stamp, unless the topology names another. */
export const DEFAULT_STAMP_ATTRIBUTE = 'understudy:v';

/**
 * The stamp text of an item, or `undefined` where it has none (which is older than any version).
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where the attribute is no string.
 */
export function stampOf(
  item: Item | undefined,
  attribute: string = DEFAULT_STAMP_ATTRIBUTE,
): string | undefined {
  const value = item?.[attribute];
  if (value === undefined) return undefined;
  if (value.S === undefined) {
    throw new VersionsError('UND_VERSIONS_STAMP_INVALID', {
      what: `The attribute "${attribute}" is no string.`,
      details: { attribute },
    });
  }
  return value.S;
}
