import { describe, expect, it } from '@jest/globals';
import type { Shard } from '@aws-sdk/client-dynamodb-streams';
import { keysOf, putAll, smallTable, TABLE } from '../test-support/small-table.ts';
import type { InMemoryDynamoDB } from './in-memory-dynamodb.ts';

type Small = ReturnType<typeof smallTable>;

const shardsOf = ({ database, streamArn: StreamArn }: Small): Shard[] =>
  database.perform('DescribeStream', { StreamArn }).StreamDescription?.Shards ?? [];

const from = (
  { database, streamArn }: Small,
  ShardId: string | undefined,
  ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' = 'TRIM_HORIZON',
): string | undefined =>
  database.perform('GetShardIterator', { StreamArn: streamArn, ShardId, ShardIteratorType }).ShardIterator;

const read = (database: InMemoryDynamoDB, ShardIterator: string | undefined, Limit = 1000) =>
  database.perform('GetRecords', { ShardIterator, Limit });

const readAll = (small: Small, shard: Shard | undefined) =>
  keysOf(read(small.database, from(small, shard?.ShardId)));

const KEYS = Array.from({ length: 40 }, (_, n) => `key-${n}`);

const thrown = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return (error as Error).name;
  }
  return 'nothing';
};

describe('resharding', () => {
  it('closes the parent and shares its keys between two children, each key in one of them', () => {
    const small = smallTable();
    putAll(small.database, KEYS);
    small.database.stream(TABLE).splitShard();
    putAll(small.database, KEYS, 100);
    const [parent, left, right] = shardsOf(small);
    expect([left?.ParentShardId, right?.ParentShardId]).toEqual([parent?.ShardId, parent?.ShardId]);
    const { StartingSequenceNumber: start = '', EndingSequenceNumber: end = '' } =
      parent?.SequenceNumberRange ?? {};
    expect(start < end).toBe(true);
    expect(end < (left?.SequenceNumberRange?.StartingSequenceNumber ?? '')).toBe(true);
    expect(readAll(small, parent)).toEqual(KEYS);
    const [ofLeft, ofRight] = [readAll(small, left), readAll(small, right)];
    expect(ofLeft.length).toBeGreaterThan(5);
    expect(ofRight.length).toBeGreaterThan(5);
    expect([...ofLeft, ...ofRight].sort()).toEqual([...KEYS].sort());
  });

  it('rolls to a single child, from any of several shards', () => {
    const small = smallTable({ shardsPerStream: 2 });
    const controls = small.database.stream(TABLE);
    const [first, second] = controls.openShards;
    controls.rollShard(second);
    const [, , child] = shardsOf(small);
    expect(child?.ParentShardId).toBe(second);
    expect(controls.openShards).toEqual([first, child?.ShardId]);
    expect(() => controls.splitShard(second)).toThrow('UND_SIMULATOR_STREAM_MISSING');
  });

  it('ends a closed shard only where its last record was read', () => {
    const small = smallTable();
    const { database } = small;
    putAll(database, ['a', 'b', 'c']);
    const start = from(small, shardsOf(small)[0]?.ShardId);
    const before = read(database, start, 2);
    database.stream(TABLE).rollShard();
    const after = read(database, before.NextShardIterator, 2);
    expect([keysOf(before), keysOf(after)]).toEqual([['a', 'b'], ['c']]);
    expect(before.NextShardIterator).toBeDefined();
    expect(after.NextShardIterator).toBeUndefined();
  });
});

describe('the shards of a resharded stream', () => {
  it('is listed in pages, and by parent', () => {
    const small = smallTable();
    const { database, streamArn: StreamArn } = small;
    database.stream(TABLE).splitShard();
    database.stream(TABLE).rollShard();
    const all = shardsOf(small).map(({ ShardId }) => ShardId);
    const page = database.perform('DescribeStream', { StreamArn, Limit: 3 }).StreamDescription;
    expect(page?.LastEvaluatedShardId).toBe(all[2]);
    const rest = { StreamArn, ExclusiveStartShardId: all[2] };
    const last = database.perform('DescribeStream', rest).StreamDescription;
    expect(last?.Shards?.map(({ ShardId }) => ShardId)).toEqual([all[3]]);
    expect(last?.LastEvaluatedShardId).toBeUndefined();
    const ShardFilter = { Type: 'CHILD_SHARDS', ShardId: all[0] } as const;
    const children = database.perform('DescribeStream', { StreamArn, ShardFilter }).StreamDescription;
    expect(children?.Shards?.map(({ ShardId }) => ShardId)).toEqual([all[1], all[2]]);
  });

  it('refuses the sequence number of a parent on its child', () => {
    const small = smallTable();
    const { database, streamArn: StreamArn } = small;
    putAll(database, ['a']);
    database.stream(TABLE).rollShard();
    const [parent, child] = shardsOf(small);
    const SequenceNumber = parent?.SequenceNumberRange?.StartingSequenceNumber;
    const after = (ShardId: string | undefined) => () =>
      database.perform('GetShardIterator', {
        StreamArn,
        ShardId,
        SequenceNumber,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      });
    expect(after(parent?.ShardId)().ShardIterator).toBeDefined();
    expect(thrown(after(child?.ShardId))).toBe('ValidationException');
  });
});

describe('iterators', () => {
  it('expire on the wall clock, and the next one lives as long again', () => {
    const small = smallTable({ iteratorLifetimeMs: 1_000 });
    const { database, clock } = small;
    const start = from(small, shardsOf(small)[0]?.ShardId);
    clock.nowMs += 1_000;
    const { NextShardIterator: next } = read(database, start);
    clock.nowMs += 1_000;
    expect(read(database, next).Records).toEqual([]);
    expect(thrown(() => read(database, start))).toBe('ExpiredIteratorException');
  });
});

describe('trimming', () => {
  it('is reported to readers that would have read on, and to those that ask for what is gone', () => {
    const small = smallTable();
    const { database, clock, streamArn: StreamArn } = small;
    putAll(database, ['a', 'b']);
    const ShardId = shardsOf(small)[0]?.ShardId;
    const start = from(small, ShardId);
    const first = read(database, start, 1);
    const all = read(database, start);
    clock.nowMs += 1_000;
    putAll(database, ['c']);
    database.stream(TABLE).trim(clock.nowMs);
    expect(thrown(() => read(database, start))).toBe('TrimmedDataAccessException');
    expect(thrown(() => read(database, first.NextShardIterator))).toBe('TrimmedDataAccessException');
    expect(keysOf(read(database, all.NextShardIterator))).toEqual(['c']);
    expect(keysOf(read(database, from(small, ShardId)))).toEqual(['c']);
    const SequenceNumber = first.Records?.[0]?.dynamodb?.SequenceNumber;
    const stale = () =>
      database.perform('GetShardIterator', {
        StreamArn,
        ShardId,
        SequenceNumber,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      });
    expect(thrown(stale)).toBe('TrimmedDataAccessException');
  });

  it('is no loss to who has read everything', () => {
    const small = smallTable();
    const { database } = small;
    putAll(database, ['a']);
    const { NextShardIterator: next } = read(database, from(small, shardsOf(small)[0]?.ShardId));
    database.stream(TABLE).trim();
    expect(read(database, next).Records).toEqual([]);
  });

  it('takes closed shards that have nothing left, and keeps open ones', () => {
    const small = smallTable();
    const { database } = small;
    putAll(database, ['a']);
    const [parent] = shardsOf(small);
    const unread = from(small, parent?.ShardId);
    const { NextShardIterator: next } = read(database, unread);
    database.stream(TABLE).rollShard();
    database.stream(TABLE).trim();
    expect(shardsOf(small).map(({ ParentShardId }) => ParentShardId)).toEqual([parent?.ShardId]);
    expect(thrown(() => from(small, parent?.ShardId))).toBe('ResourceNotFoundException');
    expect(thrown(() => read(database, unread))).toBe('TrimmedDataAccessException');
    const end = read(database, next);
    expect([end.Records, end.NextShardIterator]).toEqual([[], undefined]);
  });
});

describe('the delay of what readers see', () => {
  it('passes on the wall clock, and never lets a record overtake another', () => {
    const small = smallTable();
    const { database, clock } = small;
    const start = from(small, shardsOf(small)[0]?.ShardId);
    const seen = () => keysOf(read(database, start));
    database.stream(TABLE).delay(1_000);
    putAll(database, ['a']);
    database.stream(TABLE).delay(0);
    putAll(database, ['b']);
    const latest = from(small, shardsOf(small)[0]?.ShardId, 'LATEST');
    expect(seen()).toEqual([]);
    clock.nowMs += 1_000;
    expect(seen()).toEqual(['a', 'b']);
    expect(keysOf(read(database, latest))).toEqual(['a', 'b']);
  });

  it('holds everything back until it is revealed, also the end of a closed shard', () => {
    const small = smallTable();
    const { database } = small;
    const shard = shardsOf(small)[0]?.ShardId;
    database.stream(TABLE).delay(Infinity);
    putAll(database, ['a']);
    database.stream(TABLE).rollShard();
    const hidden = read(database, from(small, shard, 'LATEST'));
    expect([keysOf(hidden), hidden.NextShardIterator === undefined]).toEqual([[], false]);
    database.stream(TABLE).reveal();
    const shown = read(database, hidden.NextShardIterator);
    expect([keysOf(shown), shown.NextShardIterator]).toEqual([['a'], undefined]);
  });
});

describe('a page of records', () => {
  it('holds a thousand, and a megabyte', () => {
    const small = smallTable();
    const { database } = small;
    putAll(
      database,
      Array.from({ length: 1_001 }, (_, n) => `k${n}`),
    );
    const start = from(small, shardsOf(small)[0]?.ShardId);
    expect(read(database, start).Records?.length).toBe(1_000);
    database.stream(TABLE).trim();
    const large = { S: 'x'.repeat(300 * 1024) };
    for (let n = 0; n < 5; n += 1) {
      database.perform('PutItem', { TableName: TABLE, Item: { pk: { S: `large${n}` }, large } });
    }
    expect(read(database, from(small, shardsOf(small)[0]?.ShardId)).Records?.length).toBe(3);
  });
});

describe('controls', () => {
  it('say so where there is no stream', () => {
    const { database } = smallTable();
    expect(() => database.stream('another').trim()).toThrow('non-existent table');
    database.perform('CreateTable', {
      TableName: 'another',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    });
    expect(() => database.stream('another').trim()).toThrow('UND_SIMULATOR_STREAM_MISSING');
  });
});
