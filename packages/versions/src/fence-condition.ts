import type { Placeholders } from './fresh-placeholders.ts';

/** The fence (the protocol, "Stamps"). Condition: the item has no stamp, or none of a later epoch. */
export function fenceCondition({ attribute, ceiling }: Placeholders): string {
  return `attribute_not_exists(${attribute}) OR ${attribute}<${ceiling}`;
}
