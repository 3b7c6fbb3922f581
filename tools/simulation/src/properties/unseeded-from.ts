import type { LinkName } from '@understudy/links';
import type { Application } from '../world/journal.ts';
import type { Promotion } from './promotion-of.ts';
import type { Scene } from './property.ts';

/** The links of a move that may have lacked changes already when it was claimed: no barrier of theirs may be reached. */
export function unseededFrom(
  { unseeded }: Pick<Scene, 'unseeded'>,
  { from }: Promotion,
  claimedMs: number,
): readonly LinkName[] {
  return unseeded.all.filter(
    (link) => link.source === from && (unseeded.since(link) ?? Infinity) < claimedMs,
  );
}

/** What the old writer acknowledged in the epoch that ends, and no stream took. */
export function acknowledgedUnrecorded(
  { journal }: Pick<Scene, 'journal'>,
  { from, epoch }: Promotion,
): readonly Application[] {
  return journal.applications.filter(
    (one) =>
      !one.isRecorded &&
      one.region === from &&
      one.epoch === epoch &&
      one.written.told === 'acknowledged' &&
      one.written.heard === one,
  );
}
