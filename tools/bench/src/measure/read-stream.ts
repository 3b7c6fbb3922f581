import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { streamClient, tableClient } from '../table-client.ts';
import type { Site } from '../types.ts';

/**
 * A stream's records from its beginning, in lumps of `limit` at most, shard after shard: the least that
 * reading takes, without checkpoints, for the sides that are measured against the link.
 */
export async function* readStream(
  site: Site,
  table: string,
  limit: number,
): AsyncGenerator<readonly StreamRecord[]> {
  const tables = tableClient(site);
  const streams = streamClient(site);
  try {
    const { Table } = await tables.send(new DescribeTableCommand({ TableName: table }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const first = await streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      );
      let iterator = first.ShardIterator;
      while (iterator !== undefined) {
        const { Records = [], NextShardIterator } = await streams.send(
          new GetRecordsCommand({ ShardIterator: iterator, Limit: limit }),
        );
        if (Records.length === 0) break;
        yield Records;
        iterator = NextShardIterator;
      }
    }
  } finally {
    tables.destroy();
    streams.destroy();
  }
}
