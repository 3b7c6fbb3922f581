import type { GetRecordsCommandInput, GetRecordsCommandOutput } from '@aws-sdk/client-dynamodb-streams';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { expiredIterator } from '../streams/expired-iterator.ts';
import { streamsValidationException } from '../streams/streams-validation-exception.ts';
import { trimmedDataAccess } from '../streams/trimmed-data-access.ts';
import { presentRecord } from '../streams/present-record.ts';
import { readIterator, writeIterator } from '../streams/shard-position.ts';
import { limitTooSmall } from './limit-too-small.ts';

const MOST_RECORDS = 1000;

const LARGEST_PAGE = 1024 * 1024;

export function getRecords(
  state: DatabaseState,
  { ShardIterator: iterator = '', Limit: limit = MOST_RECORDS }: GetRecordsCommandInput,
): Answer<GetRecordsCommandOutput> {
  if (limit < 1) throw limitTooSmall();
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
  if (page.changes.length > 0 && position.emptyAnswers < stream.emptyPages) {
    const next = { ...position, issuedMs: nowMs, emptyAnswers: position.emptyAnswers + 1 };
    return { Records: [], NextShardIterator: writeIterator(next) };
  }
  const { region } = state.settings;
  return {
    Records: page.changes.map((change) => presentRecord(change, region, stream.settings.viewType)),
    ...(page.nextSequence === undefined
      ? {}
      : {
          NextShardIterator: writeIterator({
            ...position,
            fromSequence: page.nextSequence,
            issuedMs: nowMs,
            emptyAnswers: 0,
          }),
        }),
  };
}
