import { decodeStamp, decodeVersion, stampOf, type Item } from '@understudy/versions';
import type { Change, Winner } from '../types.ts';

/** What the target held when a condition refused a change. */
export interface Conflict {
  readonly item?: Item | undefined;
  readonly tombstone?: Item | undefined;
}

/**
 * What a conflict means.
 * - `again`: what the target holds does not explain it any more; try again
 * - `applied`: the target holds this change
 * - `superseded`: the target holds a write that the source itself made after this one
 * - `lost`: the target holds another write; `shouldWriteBack` when it is of a later epoch, `toLedger` unless the source's own order explains it
 */
export type Resolution =
  | { readonly is: 'again' | 'applied' }
  /** `by`: the sequence number of that write. */
  | { readonly is: 'superseded'; readonly by: string }
  | {
      readonly is: 'lost';
      readonly winner: Winner;
      readonly shouldWriteBack: boolean;
      readonly toLedger: boolean;
    };

/**
 * Steps 4 and 5, decided: the later of the target's item and tombstone against the change's version.
 *
 * A winner of a later epoch that the source wrote after this record (an old checkpoint is read again, or the source
 * became the writer again) supersedes it in the source's own order: nothing was lost, so the ledger gets no entry, but
 * the winner is written back all the same, which changes nothing unless the source's copy is of an earlier epoch.
 * @throws VersionsError `UND_VERSIONS_STAMP_INVALID` where the item's stamp is not Understudy's
 */
export function resolveConflict(
  { item, tombstone }: Conflict,
  { version, versionText }: Change,
  stampAttribute: string,
): Resolution {
  const stamp = stampOf(item, stampAttribute);
  const tombstoneText = tombstone?.v?.S;
  const standing = stamp !== undefined && stamp >= versionText ? itemWinner(item as Item, stamp) : undefined;
  const deleted =
    tombstoneText !== undefined && tombstoneText >= versionText ? tombstoneWinner(tombstoneText) : undefined;
  const winner =
    standing !== undefined && (deleted === undefined || (stamp as string) >= (tombstoneText as string))
      ? standing
      : deleted;
  if (winner === undefined) return { is: 'again' };

  const theirs = winner.version;
  const fromSource = theirs.region === version.region;
  const sameEpoch = theirs.epoch === version.epoch;
  if (fromSource && sameEpoch)
    return theirs.sequence === version.sequence
      ? { is: 'applied' }
      : { is: 'superseded', by: theirs.sequence };
  const laterOfSource = fromSource && BigInt(theirs.sequence) > BigInt(version.sequence);
  return { is: 'lost', winner, shouldWriteBack: !sameEpoch, toLedger: !laterOfSource };
}

function itemWinner(item: Item, stamp: string): Winner {
  return { kind: 'item', item, stamp, version: decodeStamp(stamp).version };
}

function tombstoneWinner(text: string): Winner {
  return { kind: 'tombstone', version: decodeVersion(text) };
}
