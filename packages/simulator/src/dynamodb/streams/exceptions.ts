import {
  DynamoDBStreamsServiceException,
  ExpiredIteratorException,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { answerMetadata } from '../exceptions.ts';

/** The streams client has exception classes of its own, even for those that DynamoDB's client has too. */

export function streamsValidationException(message: string): DynamoDBStreamsServiceException {
  return new DynamoDBStreamsServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: answerMetadata(400),
  });
}

export function streamsResourceNotFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, $metadata: answerMetadata(400) });
}

export function expiredIterator(): ExpiredIteratorException {
  return new ExpiredIteratorException({ message: 'UnknownError', $metadata: answerMetadata(400) });
}

export function trimmedDataAccess(): TrimmedDataAccessException {
  return new TrimmedDataAccessException({
    message: 'The operation attempted to read past the oldest stream record in a shard.',
    $metadata: answerMetadata(400),
  });
}
