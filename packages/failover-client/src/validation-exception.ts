import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/** The error with which DynamoDB refuses the form of a request. */
export function validationException(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: 'ValidationException',
    message,
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
}
