import type { _Record } from '@aws-sdk/client-dynamodb-streams';

/** One shard of a stream. */
export interface Shard {
  readonly id: string;
  readonly parent?: string | undefined;
}

/** A stream's shards as they are listed now. */
export interface StreamShards {
  /** A stream that was switched off and on again is another one. */
  readonly stream: string;
  readonly shards: readonly Shard[];
}

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

/** A table's stream, as the link reads it. Methods throw what their requests throw; what an answer means is a value. */
export interface StreamReader {
  /** Lists the shards as they are now. */
  list(): Promise<StreamShards>;
  /** An iterator, or why the source gives none. */
  open(
    stream: string,
    shard: string,
    from: ReadFrom,
  ): Promise<{ readonly is: 'open'; readonly iterator: string } | { readonly is: 'trimmed' | 'gone' }>;
  read(iterator: string, limit: number): Promise<ReadBatch>;
}
