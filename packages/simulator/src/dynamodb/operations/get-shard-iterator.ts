import type {
  GetShardIteratorCommandInput,
  GetShardIteratorCommandOutput,
} from '@aws-sdk/client-dynamodb-streams';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { streamsResourceNotFound } from '../streams/streams-resource-not-found.ts';
import { streamsValidationException } from '../streams/streams-validation-exception.ts';
import { trimmedDataAccess } from '../streams/trimmed-data-access.ts';
import { sequenceOf } from '../streams/sequence-text.ts';
import { writeIterator } from '../streams/shard-position.ts';
import type { Shard } from '../streams/shard.ts';

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
  if (shard?.isKept !== true) throw streamsResourceNotFound('Shard does not exist');
  const fromSequence = firstSequence(shard, input, state.nowMs);
  const position = { streamArn, shardId, fromSequence, issuedMs: state.nowMs, emptyAnswers: 0 };
  return { ShardIterator: writeIterator(position) };
}
