import assert from 'node:assert/strict';
import {
  TransactWriteItemsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type StreamViewType,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as StreamRecord,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { comparable } from './outcome.ts';
import type { ContractCase } from './dynamodb-subject.ts';
import { B, invalid, N, refuses, S, type Attributes, type Workbench, type WorkTable } from './workbench.ts';

const sequencesOf = (records: readonly StreamRecord[] | undefined): string[] =>
  (records ?? []).map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');

/** What is the same of a record everywhere. */
const essence = ({ eventName, dynamodb }: StreamRecord): unknown =>
  comparable({ eventName, Keys: dynamodb?.Keys, NewImage: dynamodb?.NewImage, OldImage: dynamodb?.OldImage });

async function onlyShard(table: WorkTable): Promise<string> {
  const [shard, ...others] = await table.shards();
  assert.equal(others.length, 0);
  return shard?.ShardId ?? '';
}

/** Four records about one key. */
async function filled(bench: Workbench): Promise<{ table: WorkTable; sequences: string[]; shard: string }> {
  const table = await bench.table({ stream: 'KEYS_ONLY' });
  for (let n = 0; n < 4; n += 1) await table.put({ pk: S('a'), n: N(n) });
  return { table, sequences: sequencesOf(await table.records(4)), shard: await onlyShard(table) };
}

const read = async (bench: Workbench, ShardIterator: string | undefined, Limit?: number) =>
  bench.subject.streams.send(
    new GetRecordsCommand({ ShardIterator, ...(Limit === undefined ? {} : { Limit }) }),
  );

const recordsChanges = (bench: Workbench): ContractCase => ({
  name: 'streams: every change makes one record with both images, and what changes nothing makes none',
  async run() {
    const table = await bench.table({ hash: 'N', stream: 'NEW_AND_OLD_IMAGES' });
    const key = { pk: N(15) };
    const item: Attributes = { ...key, n: N('1.5'), s: { SS: ['b', 'a'] }, b: B(1, 2) };
    const changed = { ...item, n: N(2) };
    const set = { UpdateExpression: 'SET n = :v', ExpressionAttributeValues: { ':v': N(2) } };
    await table.put(item);
    await table.put({ ...item, pk: N('15.0'), n: N('1.50'), s: { SS: ['a', 'b'] } });
    await table.update(key, set);
    await table.update(key, set);
    await table.update(key, { UpdateExpression: 'REMOVE zz' });
    await table.update(key);
    await table.update({ pk: N(16) });
    await table.remove(key);
    await table.remove(key);
    const put = (pk: number) => ({ Put: { TableName: table.name, Item: { pk: N(pk) } } });
    await bench.subject.dynamodb.send(
      new TransactWriteItemsCommand({ TransactItems: [put(1), put(16), put(2)] }),
    );
    const records = await table.records(6);
    assert.deepEqual(
      records.map(essence),
      [
        { eventName: 'INSERT', Keys: key, NewImage: item },
        { eventName: 'MODIFY', Keys: key, NewImage: changed, OldImage: item },
        { eventName: 'INSERT', Keys: { pk: N(16) }, NewImage: { pk: N(16) } },
        { eventName: 'REMOVE', Keys: key, OldImage: changed },
        { eventName: 'INSERT', Keys: { pk: N(1) }, NewImage: { pk: N(1) } },
        { eventName: 'INSERT', Keys: { pk: N(2) }, NewImage: { pk: N(2) } },
      ].map(comparable),
    );
    assert.deepEqual(
      records.map(({ dynamodb: change }) => change?.SizeBytes),
      [18, 31, 8, 17, 8, 8],
    );
  },
});

const describesRecords = (bench: Workbench): ContractCase => ({
  name: 'streams: records tell what they are, with ascending numbers of 21 digits',
  async run() {
    const table = await bench.table({ stream: 'NEW_IMAGE' });
    await table.put({ pk: S('a') });
    await table.put({ pk: S('b') });
    const records = await table.records(2);
    const sequences = sequencesOf(records);
    assert.ok(sequences.every((sequence) => /^\d{21}$/.test(sequence)));
    assert.deepEqual(sequences, [...new Set(sequences)].sort());
    const [record] = records;
    assert.deepEqual(
      [record?.eventVersion, record?.eventSource, record?.userIdentity, record?.dynamodb?.StreamViewType],
      ['1.1', 'aws:dynamodb', undefined, 'NEW_IMAGE'],
    );
    assert.equal(new Set(records.map(({ eventID }) => eventID)).size, 2);
    assert.equal(Number(record?.dynamodb?.ApproximateCreationDateTime) % 1000, 0);
  },
});

const showsImages = (bench: Workbench): ContractCase => ({
  name: 'streams: show the images that their view type has',
  async run() {
    const images = async (stream: StreamViewType) => {
      const table = await bench.table({ range: 'S', stream });
      const key = { pk: S('a'), sk: S('b') };
      await table.put({ ...key, n: N(1) });
      await table.put({ ...key, n: N(2) });
      await table.remove(key);
      const records = await table.records(3);
      return records.map(({ eventName, dynamodb: change }) => {
        assert.deepEqual(change?.Keys, key);
        const n = (image: Attributes | undefined) => (image?.n as { N: string } | undefined)?.N ?? '-';
        return `${eventName ?? ''} ${n(change.OldImage)} ${n(change.NewImage)}`;
      });
    };
    assert.deepEqual(await images('NEW_AND_OLD_IMAGES'), ['INSERT - 1', 'MODIFY 1 2', 'REMOVE 2 -']);
    assert.deepEqual(await images('NEW_IMAGE'), ['INSERT - 1', 'MODIFY - 2', 'REMOVE - -']);
    assert.deepEqual(await images('OLD_IMAGE'), ['INSERT - -', 'MODIFY 1 -', 'REMOVE 2 -']);
    assert.deepEqual(await images('KEYS_ONLY'), ['INSERT - -', 'MODIFY - -', 'REMOVE - -']);
  },
});

const beginsAnywhere = (bench: Workbench): ContractCase => ({
  name: 'streams: iterators begin at, after, before everything, and behind it',
  async run() {
    const { table, sequences, shard } = await filled(bench);
    const [, second = '', , last = ''] = sequences;
    const from = async (ShardIteratorType: ShardIteratorType, SequenceNumber?: string) => {
      const position = { ShardIteratorType, ...(SequenceNumber === undefined ? {} : { SequenceNumber }) };
      return sequencesOf((await read(bench, await table.iterator(shard, position))).Records);
    };
    assert.deepEqual(await from('TRIM_HORIZON'), sequences);
    assert.deepEqual(await from('AT_SEQUENCE_NUMBER', second), sequences.slice(1));
    assert.deepEqual(await from('AFTER_SEQUENCE_NUMBER', second), sequences.slice(2));
    assert.deepEqual(await from('AFTER_SEQUENCE_NUMBER', last), []);
    assert.deepEqual(await from('LATEST'), []);
    const latest = await table.iterator(shard, { ShardIteratorType: 'LATEST' });
    await table.put({ pk: S('later') });
    await table.records(5);
    assert.equal((await read(bench, latest)).Records?.length, 1);
  },
});

const pagesRecords = (bench: Workbench): ContractCase => ({
  name: 'streams: records come in pages, and an iterator may be used again',
  async run() {
    const { table, sequences, shard } = await filled(bench);
    const start = await table.iterator(shard, { ShardIteratorType: 'TRIM_HORIZON' });
    const first = await read(bench, start, 3);
    assert.deepEqual(sequencesOf(first.Records), sequences.slice(0, 3));
    const second = await read(bench, first.NextShardIterator, 3);
    assert.deepEqual(sequencesOf(second.Records), sequences.slice(3));
    const third = await read(bench, second.NextShardIterator);
    assert.deepEqual(third.Records, []);
    assert.notEqual(third.NextShardIterator, undefined);
    assert.deepEqual(sequencesOf((await read(bench, start)).Records), sequences);
  },
});

const refusesRequests = (bench: Workbench): ContractCase => ({
  name: 'streams: what is asked for wrongly is refused',
  async run() {
    const { table, sequences, shard } = await filled(bench);
    const arn = await table.streamArn();
    const notFound = 'ResourceNotFoundException';
    const iterator = (ShardIteratorType: string, SequenceNumber?: string) =>
      table.iterator(shard, {
        ShardIteratorType: ShardIteratorType as ShardIteratorType,
        ...(SequenceNumber === undefined ? {} : { SequenceNumber }),
      });
    await invalid(iterator('BOGUS'), 'Invalid ShardIteratorType');
    await invalid(
      iterator('AFTER_SEQUENCE_NUMBER'),
      'One or more parameter values were invalid: Invalid SequenceNumber',
    );
    await invalid(
      iterator('LATEST', sequences[0]),
      'One or more parameter values were invalid: SequenceNumber should not be passed for this iterator type',
    );
    await invalid(iterator('AT_SEQUENCE_NUMBER', '12345'));
    await invalid(iterator('AT_SEQUENCE_NUMBER', '0'.repeat(21)), 'Invalid SequenceNumber for the shard');
    await refuses(
      table.iterator('shardId-00000000000000000000-00000000', { ShardIteratorType: 'LATEST' }),
      notFound,
    );
    const elsewhere = { StreamArn: `${arn}x`, ShardId: shard, ShardIteratorType: 'LATEST' } as const;
    await refuses(bench.subject.streams.send(new GetShardIteratorCommand(elsewhere)), notFound);
    await refuses(bench.subject.streams.send(new DescribeStreamCommand({ StreamArn: `${arn}x` })), notFound);
    await invalid(bench.subject.streams.send(new DescribeStreamCommand({ StreamArn: arn, Limit: 0 })));
    await invalid(bench.subject.streams.send(new DescribeStreamCommand({ StreamArn: arn, Limit: 101 })));
    await invalid(read(bench, 'bogus'), 'Invalid ShardIterator');
    const start = await iterator('TRIM_HORIZON');
    await invalid(read(bench, start, 0));
    await invalid(read(bench, start, 1001));
  },
});

const endsStreams = (bench: Workbench): ContractCase => ({
  name: 'streams: are listed and described; a disabled one ends, and stays readable',
  async run() {
    const { table, sequences, shard } = await filled(bench);
    const arn = await table.streamArn();
    const listed = await bench.subject.streams.send(new ListStreamsCommand({ TableName: table.name }));
    assert.deepEqual(
      listed.Streams?.map(({ StreamArn, TableName }) => [StreamArn, TableName]),
      [[arn, table.name]],
    );
    const described = async () =>
      (await bench.subject.streams.send(new DescribeStreamCommand({ StreamArn: arn }))).StreamDescription;
    const before = await described();
    assert.deepEqual(
      [before?.StreamStatus, before?.StreamViewType, before?.TableName, before?.KeySchema],
      ['ENABLED', 'KEYS_ONLY', table.name, [{ AttributeName: 'pk', KeyType: 'HASH' }]],
    );
    assert.equal(before?.Shards?.[0]?.SequenceNumberRange?.EndingSequenceNumber, undefined);
    const start = await table.iterator(shard, { ShardIteratorType: 'TRIM_HORIZON' });
    const StreamSpecification = { StreamEnabled: false };
    await bench.subject.dynamodb.send(new UpdateTableCommand({ TableName: table.name, StreamSpecification }));
    await table.put({ pk: S('unseen') });
    const after = await described();
    const range = after?.Shards?.[0]?.SequenceNumberRange;
    assert.equal(after?.StreamStatus, 'DISABLED');
    assert.ok((range?.EndingSequenceNumber ?? '') >= (sequences.at(-1) ?? ''));
    const page = await read(bench, start);
    assert.deepEqual(sequencesOf(page.Records), sequences);
    const end = page.NextShardIterator === undefined ? page : await read(bench, page.NextShardIterator);
    assert.equal(end.NextShardIterator, undefined);
  },
});

const marksExpired = (bench: Workbench): ContractCase => ({
  name: 'streams: what the time to live removes says so; what has none left stays',
  async run() {
    const table = await bench.table({ stream: 'NEW_AND_OLD_IMAGES' });
    const nowSeconds = Math.floor(Date.now() / 1000);
    const expired = { pk: S('expired'), until: N(nowSeconds - 60) };
    await table.put(expired);
    await table.put({ pk: S('text'), until: S(String(nowSeconds - 60)) });
    await table.put({ pk: S('later'), until: N(nowSeconds + 3600) });
    const TimeToLiveSpecification = { AttributeName: 'until', Enabled: true };
    await bench.subject.dynamodb.send(
      new UpdateTimeToLiveCommand({ TableName: table.name, TimeToLiveSpecification }),
    );
    await bench.subject.sweepExpired(table.name);
    assert.equal(await table.get({ pk: S('expired') }), undefined);
    assert.notEqual(await table.get({ pk: S('text') }), undefined);
    assert.notEqual(await table.get({ pk: S('later') }), undefined);
    const removal = (await table.records(4)).at(-1);
    assert.deepEqual(removal?.userIdentity, { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' });
    assert.deepEqual([removal.eventName, comparable(removal.dynamodb?.OldImage)], ['REMOVE', expired]);
  },
});

export function streamsContract(bench: Workbench): readonly ContractCase[] {
  return [
    recordsChanges(bench),
    describesRecords(bench),
    showsImages(bench),
    beginsAnywhere(bench),
    pagesRecords(bench),
    refusesRequests(bench),
    endsStreams(bench),
    marksExpired(bench),
  ];
}
