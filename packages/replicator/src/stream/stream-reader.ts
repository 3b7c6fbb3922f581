import type { _Record } from '@aws-sdk/client-dynamodb-streams';

/** One shard of a stream. */
export interface Shard {
  readonly id: string;
  readonly parent?: string | undefined;
}

/** A table's latest stream, and its shards as far as they are known. */
export interface StreamShards {
  /** A stream that was switched off and on again is another one. */
  readonly stream: string;
  /** The table's id: one that was deleted and made again under its name has another. Not given where the source tells none. */
  readonly tableId?: string | undefined;
  /** Whether the stream takes changes. Of one that is switched off, closed shards have no children. */
  readonly enabled: boolean;
  /** Whether every shard was asked for; else those that were listed before are among them, listed still or not. */
  readonly whole: boolean;
  /** In the order of their ids: children after their parents. */
  readonly shards: readonly Shard[];
}

/**
 * What a listing asks for: every shard; those after the last one known, or every one where that is due; or those
 * after the shard given: the children of a shard come after it.
 */
export type ListFrom = 'start' | 'last' | { readonly after: string };

/** Where a shard is read from: after a record, from the oldest that is kept, or from what will come next. */
export type ReadFrom = { readonly after: string } | 'oldest' | 'latest';

export type ReadBatch =
  | {
      readonly is: 'batch';
      readonly records: readonly _Record[];
      /** Where the next read begins; not given at the end of a closed shard. */
      readonly next?: string | undefined;
    }
  /** The source does not know the iterator, or no longer does: open the shard again after the last record. */
  | { readonly is: 'expired' }
  /** The records from that place on are no longer kept. */
  | { readonly is: 'trimmed' }
  /** The source no longer has the shard. */
  | { readonly is: 'gone' };

/** What the table itself says of its stream. */
export type StreamLook = Pick<StreamShards, 'enabled'> & {
  /** Not given where the table never had one. */
  readonly stream?: string | undefined;
};

/** A table's stream, as the link reads it. Methods throw what their requests throw; what an answer means is a value. */
export interface StreamReader {
  /** Which stream is the table's latest, and whether it is on: one request for what a listing takes at least two. */
  look(): Promise<StreamLook>;
  /** Lists the shards as they are now. @throws the signal's reason */
  list(from?: ListFrom, signal?: AbortSignal): Promise<StreamShards>;
  /** An iterator, or why the source gives none. */
  open(
    stream: string,
    shard: string,
    from: ReadFrom,
  ): Promise<{ readonly is: 'open'; readonly iterator: string } | { readonly is: 'trimmed' | 'gone' }>;
  read(iterator: string, limit: number): Promise<ReadBatch>;
}
