import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DescribeTableCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { prepareTable, withLocalRegion } from '../index.ts';

const region = withLocalRegion({ beforeAll, afterAll });
let client: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let arn: string | undefined;

beforeAll(async () => {
  client = region().client({ maxAttempts: 1 });
  streams = new DynamoDBStreamsClient({ ...region().clientConfig(), maxAttempts: 1 });
  await prepareTable(client, { name: 'things', key: { pk: 'S' } });
  await client.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' } } }));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'things' }));
  arn = Table?.LatestStreamArn;
});

afterAll(() => {
  client.destroy();
  streams.destroy();
});

afterEach(() => region().faults.liftAll());

async function listed(): Promise<readonly (string | undefined)[]> {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
  expect(StreamDescription?.StreamStatus).toBe('ENABLED');
  return (StreamDescription?.Shards ?? []).map(({ ShardId }) => ShardId);
}

describe('faults of streams', () => {
  it('gives empty pages with the same iterator before the records', async () => {
    const [ShardId] = await listed();
    const opened = await streams.send(
      new GetShardIteratorCommand({ StreamArn: arn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    region().faults.add({ kind: 'empty-page', times: 2 });
    const counts: (number | undefined)[] = [];
    for (let iterator = opened.ShardIterator; counts.length < 3;) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator: iterator }));
      counts.push(page.Records?.length);
      iterator = page.NextShardIterator;
    }
    expect(counts).toEqual([0, 0, 1]);
  });

  it('leaves shards out of listings, those named or all', async () => {
    const [shard = ''] = await listed();
    await using all = region().faults.add({ kind: 'unlisted-shards' });
    expect(await listed()).toEqual([]);
    await all.lift();
    region().faults.add({ kind: 'unlisted-shards', shards: ['another'] });
    expect(await listed()).toEqual([shard]);
    await region().faults.liftAll();
    region().faults.add({ kind: 'unlisted-shards', shards: [shard] });
    expect(await listed()).toEqual([]);
  });
});
