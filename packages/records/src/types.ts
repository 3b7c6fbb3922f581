import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Decided, LedgerEntry, LedgerLine, ParkedEntry, ParkedLine } from '@understudy/replicator';
import type { Item } from '@understudy/versions';
import type { LinkName } from '@understudy/links';

/** Reads and writes one region; a DynamoDBClient, or a stand-in for one. */
export type RegionClient = Pick<DynamoDBClient, 'send'>;

/** `ledger`: an acknowledged write that lost against another. `dead-letter`: one that its link could not apply. */
export type RecordKind = 'ledger' | 'dead-letter';

/** What names one record among all of a service. */
export interface RecordName {
  readonly kind: RecordKind;
  readonly link: LinkName;
  readonly id: string;
}

/**
 * `open`: to be decided. `claimed`: a person is deciding it, or did not finish. `superseded`: a later image of its key
 * was applied. Else the outcome that closed it.
 */
export type RecordState = 'open' | 'claimed' | 'superseded' | 'closed';

/** A record without its images. */
export interface RecordLine extends RecordName, Decided {
  readonly key: Item;
  /** Why it is there: a ledger's reason, or what refused a parked one. */
  readonly cause: string;
  /** Wall time in ms at which it was kept. */
  readonly atMs: number;
  readonly state: RecordState;
  /** What the write was. */
  readonly write: 'put' | 'remove';
  /** The line as its store has it. */
  readonly line: LedgerLine | ParkedLine;
}

/** Images by what they are: `lost` and `won` of a ledger's entry, `new` and `old` of a parked record. */
export type Images = LedgerEntry['images'] | ParkedEntry['images'];

/** A record with its images, unconverted. */
export interface RecordEntry extends RecordLine {
  readonly images: Images;
  readonly entry: LedgerEntry | ParkedEntry;
}

/** Which records; whatever is not given is not looked at. */
export interface RecordFilter {
  readonly kind?: RecordKind;
  readonly table?: string;
  readonly source?: string;
  readonly target?: string;
  /** Wall time in ms, both included. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** A part of the cause, in any case. */
  readonly cause?: string;
  readonly state?: RecordState;
}

/** Who decides, and why: kept with the record. */
export interface Decider {
  readonly by: string;
  readonly why: string;
}
