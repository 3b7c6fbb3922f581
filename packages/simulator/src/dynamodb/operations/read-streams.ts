import type {
  DescribeStreamCommandInput,
  DescribeStreamCommandOutput,
  GetRecordsCommandInput,
  GetRecordsCommandOutput,
  GetShardIteratorCommandInput,
  GetShardIteratorCommandOutput,
  ListStreamsCommandInput,
  ListStreamsCommandOutput,
  Shard as ShardDescription,
} from '@aws-sdk/client-dynamodb-streams';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import {
  expiredIterator,
  streamsResourceNotFound,
  streamsValidationException,
  trimmedDataAccess,
} from '../streams/exceptions.ts';
import { presentRecord } from '../streams/present-record.ts';
import { sequenceOf, sequenceText } from '../streams/sequence-number.ts';
import { readIterator, writeIterator } from '../streams/shard-iterator.ts';
import type { Shard } from '../streams/shard.ts';

const MOST_STREAMS = 100;
const MOST_SHARDS = 100;
const MOST_RECORDS = 1000;
const LARGEST_PAGE = 1024 * 1024;

export function listStreams(
  state: DatabaseState,
  {
    TableName: tableName,
    ExclusiveStartStreamArn: start,
    Limit: limit = MOST_STREAMS,
  }: ListStreamsCommandInput,
): Answer<ListStreamsCommandOutput> {
  const all = [...state.streams.values()].map(({ settings }) => settings);
  const from = start === undefined ? 0 : all.findIndex(({ arn }) => arn === start) + 1;
  const streams = all
    .slice(from)
    .filter((stream) => tableName === undefined || stream.tableName === tableName);
  const page = streams.slice(0, limit);
  const last = page.at(-1);
  return {
    Streams: page.map(({ arn, label, tableName: TableName }) => ({
      StreamArn: arn,
      TableName,
      StreamLabel: label,
    })),
    ...(last === undefined || page.length === streams.length ? {} : { LastEvaluatedStreamArn: last.arn }),
  };
}

function presentShard({ settings, endingSequence }: Shard): ShardDescription {
  return {
    ShardId: settings.id,
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceText(settings.startingSequence),
      ...(endingSequence === undefined ? {} : { EndingSequenceNumber: sequenceText(endingSequence) }),
    },
    ...(settings.parentId === undefined ? {} : { ParentShardId: settings.parentId }),
  };
}

const tooSmall = (): Error =>
  streamsValidationException(
    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: " +
      'Member must have value greater than or equal to 1',
  );

export function describeStream(
  state: DatabaseState,
  input: DescribeStreamCommandInput,
): Answer<DescribeStreamCommandOutput> {
  const { StreamArn: arn = '', Limit: limit = MOST_SHARDS, ExclusiveStartShardId: start } = input;
  const stream = state.streams.get(arn);
  if (stream === undefined) {
    throw streamsResourceNotFound(`Requested resource not found: Stream: ${arn} not found`);
  }
  if (limit < 1) throw tooSmall();
  if (limit > MOST_SHARDS) {
    throw streamsValidationException(
      `One or more parameter values were invalid: Limit cannot be greater than the maximum: ${MOST_SHARDS}`,
    );
  }
  const parent = input.ShardFilter?.Type === 'CHILD_SHARDS' ? input.ShardFilter.ShardId : undefined;
  const { shards } = stream;
  const from = start === undefined ? 0 : shards.findIndex(({ settings }) => settings.id === start) + 1;
  const listed = shards
    .slice(from)
    .filter(({ isListed, settings }) => isListed && (parent === undefined || settings.parentId === parent));
  const page = listed.slice(0, limit);
  const last = page.at(-1);
  const { label, viewType, createdMs, tableName, schema } = stream.settings;
  return {
    StreamDescription: {
      StreamArn: arn,
      StreamLabel: label,
      StreamStatus: stream.enabled ? 'ENABLED' : 'DISABLED',
      StreamViewType: viewType,
      CreationRequestDateTime: new Date(createdMs),
      TableName: tableName,
      KeySchema: [
        { AttributeName: schema.hash.name, KeyType: 'HASH' },
        ...(schema.range === undefined
          ? []
          : [{ AttributeName: schema.range.name, KeyType: 'RANGE' as const }]),
      ],
      Shards: page.map(presentShard),
      ...(last === undefined || page.length === listed.length
        ? {}
        : { LastEvaluatedShardId: last.settings.id }),
    },
  };
}

/** The first sequence number an AT or AFTER iterator reads. */
function namedSequence(shard: Shard, input: GetShardIteratorCommandInput): number {
  const { SequenceNumber: text, ShardIteratorType: type } = input;
  if (text === undefined) {
    throw streamsValidationException('One or more parameter values were invalid: Invalid SequenceNumber');
  }
  const sequence = sequenceOf(text);
  if (sequence === undefined) {
    throw streamsValidationException(
      `1 validation error detected: Value '${text}' at 'sequenceNumber' failed to satisfy constraint: ` +
        `Member must have length greater than or equal to 21`,
    );
  }
  const { endingSequence = Infinity, settings, trimmedThrough } = shard;
  if (sequence < settings.startingSequence || sequence > endingSequence) {
    throw streamsValidationException('Invalid SequenceNumber for the shard');
  }
  if (sequence <= trimmedThrough) throw trimmedDataAccess();
  return type === 'AFTER_SEQUENCE_NUMBER' ? sequence + 1 : sequence;
}

function firstSequence(shard: Shard, input: GetShardIteratorCommandInput, nowMs: number): number {
  switch (input.ShardIteratorType) {
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER':
      return namedSequence(shard, input);
    case 'TRIM_HORIZON':
    case 'LATEST':
      if (input.SequenceNumber !== undefined) {
        throw streamsValidationException(
          'One or more parameter values were invalid: SequenceNumber should not be passed for this iterator type',
        );
      }
      return input.ShardIteratorType === 'LATEST' ? shard.tip(nowMs) : shard.horizon;
    default:
      throw streamsValidationException('Invalid ShardIteratorType.');
  }
}

export function getShardIterator(
  state: DatabaseState,
  input: GetShardIteratorCommandInput,
): Answer<GetShardIteratorCommandOutput> {
  const { StreamArn: streamArn = '', ShardId: shardId = '' } = input;
  const stream = state.streams.get(streamArn);
  if (stream === undefined) throw streamsResourceNotFound('Stream does not exist');
  const shard = stream.shard(shardId);
  if (shard?.isListed !== true) throw streamsResourceNotFound('Shard does not exist');
  const fromSequence = firstSequence(shard, input, state.nowMs);
  return { ShardIterator: writeIterator({ streamArn, shardId, fromSequence, issuedMs: state.nowMs }) };
}

export function getRecords(
  state: DatabaseState,
  { ShardIterator: iterator = '', Limit: limit = MOST_RECORDS }: GetRecordsCommandInput,
): Answer<GetRecordsCommandOutput> {
  if (limit < 1) throw tooSmall();
  if (limit > MOST_RECORDS) {
    throw streamsValidationException(
      `One or more parameter values were invalid: Limit should be less than or equal to ${MOST_RECORDS}`,
    );
  }
  const position = readIterator(iterator);
  const stream = state.streams.get(position?.streamArn ?? '');
  const shard = stream?.shard(position?.shardId);
  if (position === undefined || stream === undefined || shard === undefined) {
    throw streamsValidationException('Invalid ShardIterator');
  }
  const { nowMs } = state;
  if (nowMs - position.issuedMs > state.settings.iteratorLifetimeMs) throw expiredIterator();
  if (position.fromSequence <= shard.trimmedThrough) throw trimmedDataAccess();
  const page = shard.read(position.fromSequence, nowMs, { records: limit, bytes: LARGEST_PAGE });
  const { region } = state.settings;
  return {
    Records: page.changes.map((change) => presentRecord(change, region, stream.settings.viewType)),
    ...(page.nextSequence === undefined
      ? {}
      : {
          NextShardIterator: writeIterator({ ...position, fromSequence: page.nextSequence, issuedMs: nowMs }),
        }),
  };
}
