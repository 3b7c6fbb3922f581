import type { Stamping } from '@understudy/versions';
import type { OldItem } from './types.ts';

/** What earlier attempts at a write found out about its items in one epoch. */
export interface WriteNotes {
  /** An update that only removes attributes found no item. */
  readonly isAbsent?: boolean;
  /** Positions of such updates within a transaction. */
  readonly absentParts?: ReadonlySet<number>;
  /** Versions of existing tombstones of this epoch, which the write keeps; by the position of the delete. */
  readonly keptTombstones?: ReadonlyMap<number, string>;
  /** The item that a delete must return, as last read. */
  readonly copy?: { readonly item: OldItem };
  /** The caller's own form must be judged. */
  readonly probe?: ProbeNotes;
}

/** In which form the caller's request is judged next; `refusal`: with what the stamped one was refused, if it was sent. */
export interface ProbeNotes {
  readonly form: 'own' | 'transaction';
  readonly refusal?: Error | undefined;
}

/** Stamp, fence, tombstones and token of a write in one epoch of one writer. */
export interface WriteContext {
  readonly stamping: Stamping;
  /** Of a transaction with the caller's token: the stamp of the part at that place. */
  readonly stampAt?: ((at: number) => string) | undefined;
  /** The write's stamps in this epoch and earlier ones, whose attempts may have been applied. */
  readonly ownStamps: ReadonlySet<string>;
  readonly isStamped: (table: string) => boolean;
  /** The version of the write's tombstones, as text; `undefined` while no region is merging. */
  readonly tombstones: { readonly version: string; readonly expiresAtSeconds: number } | undefined;
  /** The ClientRequestToken by which DynamoDB recognises a repeated transaction within the epoch. */
  readonly token: string;
  readonly notes: WriteNotes;
}
