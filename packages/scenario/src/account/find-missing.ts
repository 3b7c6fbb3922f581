import { writesOf } from '../journal/apply-part.ts';
import { groupBy } from './group-by.ts';
import type { Content, JournalEntry, WritePart } from '../journal/types.ts';

export interface MissingPart {
  readonly entry: JournalEntry;
  readonly part: WritePart;
}

/**
 * The acknowledged writes that a region does not have yet, one for each item they touched: the RPO in records, as
 * the workload's own journal tells it. What a later write that did arrive already covers counts as arrived, since
 * order holds per key.
 * @param items the region's items, at least all those that the journal names
 */
export function findMissing(
  journal: readonly JournalEntry[],
  items: ReadonlyMap<string, Content>,
): readonly MissingPart[] {
  const written = journal
    .filter(({ outcome }) => outcome !== 'refused')
    .sort((a, b) => a.order - b.order)
    .flatMap((entry) => entry.parts.map((part) => ({ entry, part })));
  const missing = [...groupBy(written, ({ part }) => part.key)].flatMap(([key, writes]) => {
    const item = items.get(key);
    const nonces = new Set(writesOf(item));
    const newest = writes.findLastIndex(({ entry, part }) =>
      part.kind === 'remove' ? item === undefined : nonces.has(entry.nonce),
    );
    return writes.slice(newest + 1).filter(({ entry }) => entry.outcome === 'acknowledged');
  });
  return missing.sort((a, b) => a.entry.order - b.entry.order);
}
