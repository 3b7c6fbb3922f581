import type { Ancestor, LedgerEntry } from '@understudy/replicator';
import { decodeStamp, encodeVersion, stampOf } from '@understudy/versions';

/** Entries that the stored item holds already, and those that it lacks; or why nothing tells them apart. */
export type Selection =
  | { readonly is: 'told'; readonly held: readonly LedgerEntry[]; readonly lacked: readonly LedgerEntry[] }
  | { readonly is: 'waits' | 'unsure'; readonly why: string };

export interface SelectFacts {
  /** Open entries of one key of one link, in the order of their versions. */
  readonly entries: readonly LedgerEntry[];
  /** What the target's first write of a later epoch was built upon, where it left a note. */
  readonly ancestor: Ancestor | undefined;
  /** Whether late requests to the link's source, and unread records of the link back, still count. */
  readonly isMerging: boolean;
  readonly stampAttribute: string;
}

/**
 * Which of the writes that lost are missing in the stored item. A link whose leader died reads again what it had applied; if
 * the target has written the item itself since, those records lose too, although the item was built upon them. What the
 * target's first write was built upon tells (state/ancestors.ts of the replicator):
 * - a copy of the link's source: entries up to its version are held
 * - an item that the target wrote itself, or one without a stamp: none is held
 * - no item, so there is no note: everything up to the last moment at which the key had no item is held, which a note that is
 *   still to come would contradict; so this is judged only once nothing is merging
 */
export function selectLost({ entries, ancestor, isMerging, stampAttribute }: SelectFacts): Selection {
  if (entries.some(({ reason }) => reason === 'foreign-tail'))
    return unsure('its table is declared foreign: nothing shows which writes the other region had');
  if (ancestor !== undefined) return selectByStamp(entries, ancestor.ancestor, stampAttribute);
  if (isMerging) {
    return {
      is: 'waits',
      why: 'late requests of the old writer have not expired; `understudy reconcile` says when',
    };
  }
  if (entries[0]?.base === 'nothing') return { is: 'told', held: [], lacked: entries };
  const at = entries.findLastIndex(({ lost }) => lost.kind === 'remove');
  if (at >= 0) return { is: 'told', held: entries.slice(0, at + 1), lacked: entries.slice(at + 1) };
  return unsure('nothing shows whether the other region had these writes');
}

function selectByStamp(entries: readonly LedgerEntry[], text: string, attribute: string): Selection {
  if (text === 'unstamped') return { is: 'told', held: [], lacked: entries };
  const { version } = decodeStamp(text);
  if (version.region !== entries[0]?.link.source) return { is: 'told', held: [], lacked: entries };
  if (version.sequence !== '0') {
    const upTo = encodeVersion(version);
    return {
      is: 'told',
      held: entries.filter(({ lost }) => lost.version <= upTo),
      lacked: entries.filter(({ lost }) => lost.version > upTo),
    };
  }
  // Written back with the stamp of its client, which one entry's image bears.
  const at = entries.findIndex(({ images }) => stampOf(images.lost, attribute) === text);
  if (at < 0) return unsure('the other region was given a copy without a sequence number');
  return { is: 'told', held: entries.slice(0, at + 1), lacked: entries.slice(at + 1) };
}

function unsure(why: string): Selection {
  return { is: 'unsure', why };
}
