import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type DynamoDBStreamsClient,
  type GetShardIteratorCommandInput,
  type Shard as AwsShard,
} from '@aws-sdk/client-dynamodb-streams';
import { ReplicatorError } from '../errors.ts';
import type { ReadBatch, ReadFrom, StreamReader, StreamShards } from './stream-reader.ts';
import type { RegionClient } from '../types.ts';

/** Reads streams of one region; a DynamoDBStreamsClient, or a stand-in for one. */
export type StreamsClient = Pick<DynamoDBStreamsClient, 'send'>;

/**
 * A table's stream by DynamoDB Streams' own calls. The table's latest stream is looked up at every listing: a stream
 * that was switched off and on again is another one, with other shards.
 */
export class DynamoStreamReader implements StreamReader {
  readonly #tables: RegionClient;
  readonly #streams: StreamsClient;
  readonly #table: string;

  constructor(tables: RegionClient, streams: StreamsClient, table: string) {
    this.#tables = tables;
    this.#streams = streams;
    this.#table = table;
  }

  async list(): Promise<StreamShards> {
    const { Table } = await this.#tables.send(new DescribeTableCommand({ TableName: this.#table }));
    const stream = Table?.LatestStreamArn;
    if (stream === undefined) {
      throw new ReplicatorError('UND_REPLICATOR_STREAM_OFF', {
        what: `Table ${this.#table} has no stream.`,
        details: { table: this.#table },
      });
    }
    const shards: AwsShard[] = [];
    let start: string | undefined;
    do {
      const { StreamDescription } = await this.#streams.send(
        new DescribeStreamCommand({
          StreamArn: stream,
          ExclusiveStartShardId: start,
        }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      start = StreamDescription?.LastEvaluatedShardId;
    } while (start !== undefined);
    return {
      stream,
      shards: shards.map(({ ShardId = '', ParentShardId }) => ({
        id: ShardId,
        parent: ParentShardId,
      })),
    };
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
