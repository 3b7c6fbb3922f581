import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type DynamoDBStreamsClient,
  type GetShardIteratorCommandInput,
} from '@aws-sdk/client-dynamodb-streams';
import { systemClock, systemRandomness, type Clock, type Randomness } from '@understudy/core';
import { classifyFailure } from '../adapters/classify-failure.ts';
import { ReplicatorError } from '../errors.ts';
import { ShardListing, type ShardPage } from './shard-listing.ts';
import type {
  ListFrom,
  ReadBatch,
  ReadFrom,
  StreamLook,
  StreamReader,
  StreamShards,
} from './stream-reader.ts';
import type { RegionClient } from '../types.ts';

/** Reads streams of one region; a DynamoDBStreamsClient, or a stand-in for one. */
export type StreamsClient = Pick<DynamoDBStreamsClient, 'send'>;

/** What paces the pages of a listing. */
export interface ListingPace {
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/**
 * A table's stream by DynamoDB Streams' own calls. The table's latest stream is looked up at every listing: a stream
 * that was switched off and on again is another one, with other shards.
 */
export class DynamoStreamReader implements StreamReader {
  readonly #tables: RegionClient;
  readonly #streams: StreamsClient;
  readonly #table: string;
  readonly #pace: ListingPace;
  #listing: { readonly stream: string; readonly shards: ShardListing } | undefined;
  #enabled = false;

  constructor(
    tables: RegionClient,
    streams: StreamsClient,
    table: string,
    pace: ListingPace = { clock: systemClock(), randomness: systemRandomness },
  ) {
    this.#tables = tables;
    this.#streams = streams;
    this.#table = table;
    this.#pace = pace;
  }

  async look(): Promise<StreamLook> {
    const { stream, enabled } = await this.#describe();
    return { stream, enabled };
  }

  async list(from: ListFrom = 'start', signal?: AbortSignal): Promise<StreamShards> {
    const { stream, tableId, enabled } = await this.#describe();
    if (stream === undefined) {
      throw new ReplicatorError('UND_REPLICATOR_STREAM_OFF', {
        what: `Table ${this.#table} has no stream.`,
        details: { table: this.#table },
      });
    }
    if (this.#listing?.stream !== stream) {
      const readPage = (after: string | undefined) => this.#readPage(stream, after);
      this.#listing = { stream, shards: new ShardListing({ ...this.#pace, readPage, isThrottled }) };
    }
    const listed = await this.#listing.shards.list(from, signal);
    return { stream, tableId, enabled: this.#enabled && enabled, ...listed };
  }

  async #describe(): Promise<StreamLook & Pick<StreamShards, 'tableId'>> {
    const { Table } = await this.#tables.send(new DescribeTableCommand({ TableName: this.#table }));
    return {
      stream: Table?.LatestStreamArn,
      tableId: Table?.TableId,
      enabled: Table?.StreamSpecification?.StreamEnabled === true,
    };
  }

  async #readPage(stream: string, after: string | undefined): Promise<ShardPage> {
    const { StreamDescription } = await this.#streams.send(
      new DescribeStreamCommand({ StreamArn: stream, ExclusiveStartShardId: after }),
    );
    this.#enabled = !OFF.includes(StreamDescription?.StreamStatus);
    const shards = (StreamDescription?.Shards ?? []).map(({ ShardId = '', ParentShardId }) => ({
      id: ShardId,
      parent: ParentShardId,
    }));
    return { shards, last: StreamDescription?.LastEvaluatedShardId };
  }

  async open(stream: string, shard: string, from: ReadFrom): ReturnType<StreamReader['open']> {
    try {
      const { ShardIterator } = await this.#streams.send(
        new GetShardIteratorCommand({
          StreamArn: stream,
          ShardId: shard,
          ...iteratorTypeOf(from),
        }),
      );
      return ShardIterator === undefined ? { is: 'gone' } : { is: 'open', iterator: ShardIterator };
    } catch (error) {
      const is = meaningOf(error);
      if (is === 'trimmed' || is === 'gone') return { is };
      throw error;
    }
  }

  async read(iterator: string, limit: number): Promise<ReadBatch> {
    try {
      const { Records = [], NextShardIterator } = await this.#streams.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: limit }),
      );
      return {
        is: 'batch',
        records: Records,
        next: NextShardIterator,
      };
    } catch (error) {
      const is = meaningOf(error);
      if (is !== undefined) return { is };
      throw error;
    }
  }
}

/** A stream of these states takes no changes. */
const OFF: readonly (string | undefined)[] = ['DISABLED', 'DISABLING'];

function isThrottled(error: unknown): boolean {
  return classifyFailure(error).kind === 'capacity';
}

function iteratorTypeOf(
  from: ReadFrom,
): Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'SequenceNumber'> {
  if (from === 'oldest') return { ShardIteratorType: 'TRIM_HORIZON' };
  if (from === 'latest') return { ShardIteratorType: 'LATEST' };
  return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: from.after };
}

function meaningOf(error: unknown): 'expired' | 'trimmed' | 'gone' | undefined {
  switch (error instanceof Error ? error.name : '') {
    // The second: an iterator of a database that was replaced, as after a loss of the disk.
    case 'ExpiredIteratorException':
    case 'ValidationException':
      return 'expired';
    case 'TrimmedDataAccessException':
      return 'trimmed';
    case 'ResourceNotFoundException':
      return 'gone';
    default:
      return undefined;
  }
}
