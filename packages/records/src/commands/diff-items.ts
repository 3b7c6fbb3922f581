import { differingAttributes } from '@understudy/verifier';
import { stripItem, type Item } from '@understudy/versions';
import { valueText } from '../merge/value-text.ts';

/** What replacing one item by another changes, a line for each attribute. The stamp is left out. */
export function diffItems(
  before: Item | undefined,
  after: Item | undefined,
  stampAttribute: string,
): readonly string[] {
  if (before === undefined && after === undefined) return ['there is no item, and none is stored'];
  if (after === undefined) return ['removes the item:', ...linesOf(before, {}, stampAttribute)];
  if (before === undefined) return ['creates the item:', ...linesOf({}, after, stampAttribute)];
  const lines = linesOf(before, after, stampAttribute);
  return lines.length === 0 ? ['changes nothing'] : ['replaces the item:', ...lines];
}

function linesOf(before: Item = {}, after: Item, stampAttribute: string): readonly string[] {
  const [old, next] = [stripItem(before, stampAttribute), stripItem(after, stampAttribute)];
  return differingAttributes(old, next).map(
    (name) => `  ${name}: ${valueText(old[name])} → ${valueText(next[name])}`,
  );
}
