import { describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { InMemoryDynamoDB } from '@understudy/simulator';
import { DynamoStreamReader } from './dynamo-stream-reader.ts';
import type { StreamShards } from './stream-reader.ts';

const TABLE = 'wide';

/** A stream of so many shards under DynamoDB's ten calls a second, its reader, and the calls that were made. */
function wideStream(shardsPerStream: number) {
  const clock = new ManualClock();
  const database = new InMemoryDynamoDB({
    region: 'us-east-1',
    wallMs: () => clock.wallMs(),
    shardsPerStream,
  });
  database.perform('CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  database.limitDescribeStream(10);
  const asked: (string | undefined)[] = [];
  let failing = 0;
  const streams = {
    send: async (command: { readonly input: { readonly ExclusiveStartShardId?: string } }) => {
      asked.push(command.input.ExclusiveStartShardId);
      if (asked.length === failing) throw new Error('the region does not answer');
      return database.send(command);
    },
  } as unknown as typeof database.streamsClient;
  const reader = new DynamoStreamReader(database.client, streams, TABLE, {
    clock,
    randomness: seededRandomness(1),
  });
  /** Runs the clock until the listing is over. */
  const list = async (from?: Parameters<DynamoStreamReader['list']>[0]): Promise<StreamShards> => {
    let listed: StreamShards | undefined;
    let failed: unknown;
    const listing = reader.list(from).then(
      (found) => (listed = found),
      (error: unknown) => (failed = error),
    );
    while (listed === undefined && failed === undefined) await clock.advance(100);
    await listing;
    if (listed === undefined) throw failed as Error;
    return listed;
  };
  return { clock, database, asked, list, failAt: (call: number) => (failing = call) };
}

describe('the listing of a stream with thousands of shards', () => {
  it('ends under ten calls a second, beside another that takes most of them (fault D19)', async () => {
    const { clock, database, asked, list } = wideStream(2_000);
    const arn = database.perform('DescribeTable', { TableName: TABLE }).Table?.LatestStreamArn;
    const greedy = setInterval(() => {
      try {
        database.perform('DescribeStream', { StreamArn: arn, Limit: 1 });
      } catch {
        // Throttled, too.
      }
    }, 0);
    const beganMs = clock.monotonicMs();
    const { shards, whole } = await list('start');
    clearInterval(greedy);
    expect([shards.length, whole]).toEqual([2_000, true]);
    expect(new Set(asked).size).toBe(20);
    expect(clock.monotonicMs() - beganMs).toBeLessThan(60_000);
  });

  it('goes on at the page where it broke off, and keeps what it had (fault D19)', async () => {
    const { asked, list, failAt } = wideStream(450);
    failAt(4);
    await expect(list('start')).rejects.toThrow('does not answer');
    const pages = asked.slice(0, 3);
    expect((await list('start')).shards).toHaveLength(450);
    expect(asked).toHaveLength(6);
    expect(asked.slice(3).some((after) => pages.includes(after))).toBe(false);
  });

  it('asks only for what is new while nothing demands more, and for every shard now and then (fault D19)', async () => {
    const { clock, database, asked, list } = wideStream(300);
    await list('start');
    asked.length = 0;
    const child = database.stream(TABLE);
    child.splitShard();
    const { shards, whole } = await list('last');
    expect([shards.length, whole, asked.length]).toEqual([302, false, 1]);
    await clock.advance(5 * 60_000);
    asked.length = 0;
    expect((await list('last')).whole).toBe(true);
    expect(asked).toHaveLength(4);
  });

  it('finds a child that is listed late among those after its parent', async () => {
    const { clock, database, list } = wideStream(3);
    await list('start');
    const controls = database.stream(TABLE);
    const [parent = ''] = controls.shards;
    controls.listLate(600);
    controls.rollShard(parent);
    controls.listLate(0);
    const late = controls.shards.at(-1);
    controls.rollShard(controls.openShards[0]);
    expect((await list('last')).shards.map(({ id }) => id)).not.toContain(late);
    await clock.advance(600);
    expect((await list({ after: parent })).shards.map(({ id }) => id)).toContain(late);
  });
});
