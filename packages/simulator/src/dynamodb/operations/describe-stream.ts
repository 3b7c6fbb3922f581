import type {
  DescribeStreamCommandInput,
  DescribeStreamCommandOutput,
  Shard as ShardDescription,
} from '@aws-sdk/client-dynamodb-streams';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { streamsResourceNotFound } from '../streams/streams-resource-not-found.ts';
import { streamsValidationException } from '../streams/streams-validation-exception.ts';
import { sequenceText } from '../streams/sequence-text.ts';
import type { Shard } from '../streams/shard.ts';
import { limitTooSmall } from './limit-too-small.ts';

const MOST_SHARDS = 100;

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

export function describeStream(
  state: DatabaseState,
  input: DescribeStreamCommandInput,
): Answer<DescribeStreamCommandOutput> {
  const { StreamArn: arn = '', Limit: limit = MOST_SHARDS, ExclusiveStartShardId: start } = input;
  const stream = state.streams.get(arn);
  if (stream === undefined) {
    throw streamsResourceNotFound(`Requested resource not found: Stream: ${arn} not found`);
  }
  state.describeLimit.take(state.nowMs);
  if (limit < 1) throw limitTooSmall();
  if (limit > MOST_SHARDS) {
    throw streamsValidationException(
      `One or more parameter values were invalid: Limit cannot be greater than the maximum: ${MOST_SHARDS}`,
    );
  }
  const parent = input.ShardFilter?.Type === 'CHILD_SHARDS' ? input.ShardFilter.ShardId : undefined;
  const listed = stream.shards.filter(
    (shard) =>
      shard.isListedAt(state.nowMs) &&
      (start === undefined || shard.settings.id > start) &&
      (parent === undefined || shard.settings.parentId === parent),
  );
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
