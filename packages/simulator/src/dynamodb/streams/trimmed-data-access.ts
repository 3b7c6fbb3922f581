import { TrimmedDataAccessException } from '@aws-sdk/client-dynamodb-streams';
import { answerMetadata } from '../answer-metadata.ts';

export function trimmedDataAccess(): TrimmedDataAccessException {
  return new TrimmedDataAccessException({
    message: 'The operation attempted to read past the oldest stream record in a shard.',
    $metadata: answerMetadata(400),
  });
}
