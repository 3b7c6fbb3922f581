import { DynamoDBStreamsServiceException } from '@aws-sdk/client-dynamodb-streams';
import { answerMetadata } from '../answer-metadata.ts';

/** The streams client has separate exception classes, even for those that DynamoDB's client has too. */

export function streamsValidationException(message: string): DynamoDBStreamsServiceException {
  return new DynamoDBStreamsServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: answerMetadata(400),
  });
}
