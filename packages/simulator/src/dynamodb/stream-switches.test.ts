import { describe, expect, it } from '@jest/globals';
import { keysOf, putAll, smallTable, TABLE } from '../test-support/small-table.ts';

type Small = ReturnType<typeof smallTable>;

const describedOf = ({ database }: Small) => {
  const { Table } = database.perform('DescribeTable', { TableName: TABLE });
  const { StreamDescription } = database.perform('DescribeStream', { StreamArn: Table?.LatestStreamArn });
  return { table: Table, stream: StreamDescription };
};

const listed = (small: Small) => (describedOf(small).stream?.Shards ?? []).map(({ ShardId }) => ShardId);

const sequencesOf = (small: Small) => {
  const { database } = small;
  const { table, stream } = describedOf(small);
  return (stream?.Shards ?? []).flatMap(({ ShardId }) => {
    const { ShardIterator } = database.perform('GetShardIterator', {
      StreamArn: table?.LatestStreamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    const { Records = [] } = database.perform('GetRecords', { ShardIterator });
    return Records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
  });
};

describe('emptyPages', () => {
  it('gives a reader so many empty answers before each page of records, and none at the end of a shard', () => {
    const small = smallTable();
    const { database, streamArn } = small;
    const controls = database.stream(TABLE);
    controls.emptyPages(2);
    putAll(database, ['a', 'b']);
    controls.rollShard();
    const [ShardId] = listed(small);
    let { ShardIterator: iterator } = database.perform('GetShardIterator', {
      StreamArn: streamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    const answers: string[][] = [];
    while (iterator !== undefined) {
      const page = database.perform('GetRecords', { ShardIterator: iterator, Limit: 1 });
      answers.push(keysOf(page));
      iterator = page.NextShardIterator;
    }
    expect(answers).toEqual([[], [], ['a'], [], [], ['b']]);
  });
});

describe('listings', () => {
  it('lack a child until its time has come, although it can be read', () => {
    const small = smallTable();
    const { database, clock } = small;
    const controls = database.stream(TABLE);
    controls.listLate(600);
    controls.rollShard();
    const [parent, child] = controls.shards;
    expect(listed(small)).toEqual([parent]);
    clock.nowMs += 599;
    expect(listed(small)).toEqual([parent]);
    clock.nowMs += 1;
    expect(listed(small)).toEqual([parent, child]);
  });

  it('lack a shard that is taken out of them until all are listed', () => {
    const small = smallTable({ shardsPerStream: 3 });
    const controls = small.database.stream(TABLE);
    const [first = '', second = '', third = ''] = controls.shards;
    controls.unlist(second);
    expect(listed(small)).toEqual([first, third]);
    expect(listed({ ...small, database: small.database.clone() })).toEqual([first, third]);
    controls.listAll();
    expect(listed(small)).toEqual([first, second, third]);
    expect(() => controls.unlist('another')).toThrow('UND_SIMULATOR_STREAM_MISSING');
  });

  it('begin after the shard that is named, in the order of ids, also where that one is no longer kept', () => {
    const small = smallTable({ shardsPerStream: 3 });
    const { database, streamArn } = small;
    const ids = database.stream(TABLE).shards;
    expect([...ids].sort()).toEqual(ids);
    const after = (ExclusiveStartShardId: string) =>
      database
        .perform('DescribeStream', { StreamArn: streamArn, ExclusiveStartShardId })
        .StreamDescription?.Shards?.map(({ ShardId }) => ShardId);
    expect(after(ids[0] ?? '')).toEqual(ids.slice(1));
    expect(after(`${ids[0] ?? ''}-gone`)).toEqual(ids.slice(1));
    expect(after(ids[2] ?? '')).toEqual([]);
  });

  it('are throttled past so many calls a second', () => {
    const small = smallTable();
    const { database, clock } = small;
    database.limitDescribeStream(2);
    listed(small);
    listed(small);
    expect(() => listed(small)).toThrow(expect.objectContaining({ name: 'ThrottlingException' }));
    clock.nowMs += 1_000;
    expect(listed(small)).toHaveLength(1);
    database.limitDescribeStream(Infinity);
    for (let call = 0; call < 20; call += 1) listed(small);
  });
});

describe('a stream switched off and on', () => {
  it('is another one, and what was written between is in neither', () => {
    const small = smallTable();
    const { database } = small;
    const controls = database.stream(TABLE);
    putAll(database, ['before']);
    const old = describedOf(small);
    controls.switchOff();
    const off = describedOf(small);
    expect([off.table?.StreamSpecification, off.stream?.StreamStatus]).toEqual([undefined, 'DISABLED']);
    expect(off.table?.LatestStreamArn).toBe(old.table?.LatestStreamArn);
    putAll(database, ['between']);
    controls.switchOn();
    putAll(database, ['after']);
    const fresh = describedOf(small);
    expect(fresh.table?.TableId).toBe(old.table?.TableId);
    expect(fresh.table?.LatestStreamArn).not.toBe(old.table?.LatestStreamArn);
    expect(sequencesOf(small)).toHaveLength(1);
  });
});

describe('a table deleted and made again', () => {
  it('has another id, another stream and sequence numbers from the lowest, whatever the database has counted', () => {
    const small = smallTable();
    const { database } = small;
    putAll(database, ['a', 'b', 'c']);
    const old = describedOf(small);
    const [first = ''] = sequencesOf(small);
    database.recreateTable(TABLE);
    expect(database.perform('Scan', { TableName: TABLE }).Count).toBe(0);
    putAll(database, ['a', 'd']);
    const fresh = describedOf(small);
    expect(fresh.table?.TableId).not.toBe(old.table?.TableId);
    expect(fresh.table?.LatestStreamArn).not.toBe(old.table?.LatestStreamArn);
    expect(sequencesOf(small)).toHaveLength(2);
    expect((sequencesOf(small)[0] ?? '') <= first).toBe(true);
    const copy = database.clone();
    putAll(copy, ['e']);
    expect(sequencesOf({ ...small, database: copy })).toHaveLength(3);
  });

  it('has another id also where it was deleted and created by hand', () => {
    const small = smallTable();
    const { database } = small;
    const before = describedOf(small).table;
    database.perform('DeleteTable', { TableName: TABLE });
    database.perform('CreateTable', {
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: before?.KeySchema,
      AttributeDefinitions: before?.AttributeDefinitions,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(describedOf(small).table?.TableId).not.toBe(before?.TableId);
  });
});
