import { canonicalText, differingAttributes } from './canonical-text.ts';
import type { Content } from './types.ts';

export interface Difference {
  readonly key: string;
  /** In words: which region lacks the item, or which attributes differ. */
  readonly how: string;
}

export interface Comparison {
  /** How many keys were compared, those of either region. */
  readonly items: number;
  readonly differences: readonly Difference[];
}

/** Every item of either region against the other's; stamps are no content and were taken off before. */
export function compareRegions(
  [left, right]: readonly [string, string],
  leftItems: ReadonlyMap<string, Content>,
  rightItems: ReadonlyMap<string, Content>,
): Comparison {
  const differences: Difference[] = [];
  for (const [key, content] of leftItems) {
    const other = rightItems.get(key);
    if (other === undefined) differences.push({ key, how: `only in ${left}` });
    else if (canonicalText(content) !== canonicalText(other)) {
      differences.push({ key, how: `differs in ${differingAttributes(content, other).join(', ')}` });
    }
  }
  for (const key of rightItems.keys()) {
    if (!leftItems.has(key)) differences.push({ key, how: `only in ${right}` });
  }
  const onlyRight = differences.filter(({ how }) => how === `only in ${right}`).length;
  return { items: leftItems.size + onlyRight, differences };
}
