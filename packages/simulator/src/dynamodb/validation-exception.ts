import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { answerMetadata } from './answer-metadata.ts';

/** ValidationException is not modelled: the SDK raises it as the service's base class under that name. */
export function validationException(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: answerMetadata(400),
  });
}

export function isValidationException(error: unknown): error is DynamoDBServiceException {
  return error instanceof DynamoDBServiceException && error.name === 'ValidationException';
}
