import type { Stamping } from '@understudy/versions';
import type { OldItem } from './types.ts';

/** What attempts at one write have found out, each on the way to the next. */
export interface WriteNotes {
  /** The item of an update that only removes is not there. */
  readonly absent?: boolean;
  /** Places of a transaction's updates of that kind. */
  readonly absentParts?: ReadonlySet<number>;
  /** Versions of tombstones that stand in the place of a transaction's deletes, by the place of the delete. */
  readonly standing?: ReadonlyMap<number, string>;
  /** The copy that a delete must return, as last seen. */
  readonly copy?: { readonly item: OldItem };
}

/** What a write is stamped with and what it must mind, for one epoch of one writer. */
export interface WriteContext {
  readonly stamping: Stamping;
  /** Stamps of this very write under earlier epochs as well, whose attempts may have applied. */
  readonly ownStamps: ReadonlySet<string>;
  readonly isStamped: (table: string) => boolean;
  /** The version text of its tombstones; `undefined` while no region is merging. */
  readonly tombstones: { readonly version: string; readonly expiresAtSeconds: number } | undefined;
  /** Makes the same request recognisable within the epoch. */
  readonly token: string;
  readonly notes: WriteNotes;
}
