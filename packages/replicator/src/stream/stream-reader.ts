import type { _Record } from '@aws-sdk/client-dynamodb-streams';

/** One shard of a stream. */
export interface Shard {
  readonly id: string;
  readonly parent?: string | undefined;
}

/** A stream's shards as they are listed now. */
export interface StreamShards {
  /** Tells a stream from the one that stood there before it was switched off and on. */
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
  /** The source does not know the place, or no longer: open the shard anew after the last record. */
  | { readonly is: 'expired' }
  /** The records from that place on are no longer kept. */
  | { readonly is: 'trimmed' }
  /** There is no such shard any more. */
  | { readonly is: 'gone' };

/** A table's stream, as the link reads it. Methods throw what their requests throw, besides what their answers tell. */
export interface StreamReader {
  /** Lists the shards anew. */
  list(): Promise<StreamShards>;
  /** An iterator, or why there is none. */
  open(
    stream: string,
    shard: string,
    from: ReadFrom,
  ): Promise<{ readonly is: 'open'; readonly iterator: string } | { readonly is: 'trimmed' | 'gone' }>;
  read(iterator: string, limit: number): Promise<ReadBatch>;
}
