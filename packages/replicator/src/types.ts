import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item, Version } from '@understudy/versions';

/** What the links need to know of a table. */
export interface ReplicatedTable {
  readonly name: string;
  /** `foreign`: an app that does not stamp writes here too (the protocol, "A link, record by record"). */
  readonly writes: 'stamped' | 'foreign';
}

/** Reads and writes one region; a DynamoDBClient, or a stand-in for one. */
export type RegionClient = Pick<DynamoDBClient, 'send'>;

/** A stream record as the link needs it; images are unconverted attribute values. */
export interface StreamRecord {
  /** 21 to 40 digits. */
  readonly sequence: string;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Item;
  readonly newImage?: Item | undefined;
  readonly oldImage?: Item | undefined;
  /** Whether DynamoDB's time to live removed it. */
  readonly byTimeToLive: boolean;
  /** As the stream says; 0 where it does not. */
  readonly sizeBytes: number;
}

interface ChangeFacts {
  /** The key as one text: the same for equal keys, however their numbers are written. */
  readonly keyText: string;
  readonly key: Item;
  readonly version: Version;
  /** `version` as text: string order is version order. */
  readonly versionText: string;
  /** When the client stamped it, by its wall clock; used for the lag alone. */
  readonly wallMs?: number | undefined;
}

/** A native put or update. */
export interface PutChange extends ChangeFacts {
  readonly kind: 'put';
  readonly image: Item;
  /** What it replaced; not given where it created the item. */
  readonly oldImage?: Item | undefined;
  /** The source's own tombstone of the key, as it was after the record was read; not given where it was not read. */
  readonly ownTombstone?: Version | 'none';
}

/** A native removal. */
export interface RemoveChange extends ChangeFacts {
  readonly kind: 'remove';
  readonly oldImage?: Item | undefined;
}

/** What a record says has to happen at the target. */
export type Change = PutChange | RemoveChange;

/** A copy that replication wrote at the source, checked again while a region is merging (remove-replicated-copy.ts). */
export interface ReplicatedCopy {
  readonly kind: 'replicated-copy';
  readonly keyText: string;
  readonly key: Item;
  /** The tombstone above it. */
  readonly under: Version;
}

/** A record that can't be understood: it is parked in the order of its key. */
interface InvalidRecord {
  readonly kind: 'invalid';
  readonly keyText: string;
  readonly cause: unknown;
}

/** A parked record that the link tries again, in the order of its key. */
export interface ParkedTask {
  readonly kind: 'parked';
  readonly keyText: string;
  /** Its name among the link's parked records. */
  readonly id: string;
  /** Called after the attempt. */
  readonly onDone: () => void;
}

/** What a record asks for, carried out in the order of its key. */
export type Task = Change | ReplicatedCopy | InvalidRecord | ParkedTask;

/** Why a record asks for nothing. `unstamped`: written around Understudy's client to a table declared `stamped`. */
export type SkipReason = 'replicated' | 'marked' | 'unstamped' | 'time-to-live';

/**
 * What the target holds and won: an item (its stamp names its version) or the tombstone of a delete.
 */
export type Winner =
  | { readonly kind: 'item'; readonly item: Item; readonly stamp: string; readonly version: Version }
  | { readonly kind: 'tombstone'; readonly version: Version };

/**
 * How a change was settled.
 * - `applied`: the target holds it, or held it already
 * - `superseded`: the target holds a later write of the same epoch
 * - `lost`: the target holds a later version; both images are in the ledger
 * - `late`: it is below a later tombstone of its region; it is in the ledger
 * - `kept`: it is in the ledger because a person decides about it (the tail of a `foreign` table)
 * - `parked`: it can never be applied as it is; it is parked (a dead letter)
 */
export type Outcome = 'applied' | 'superseded' | 'lost' | 'late' | 'kept' | 'parked';

/** How a change is sent: one conditional request, or a transaction that checks tombstones. */
export type Mode = 'plain' | 'guarded';
