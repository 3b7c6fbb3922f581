import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  ResourceInUseException,
  ResourceNotFoundException,
  TransactionCanceledException,
  type AttributeValue,
  type CancellationReason,
} from '@aws-sdk/client-dynamodb';

/** What every answer carries; the database fills in the request's id where it sends the answer. */
export interface AnswerMetadata {
  httpStatusCode: number;
  requestId: string;
  attempts: number;
  totalRetryDelay: number;
}

export const answerMetadata = (httpStatusCode: number, requestId = ''): AnswerMetadata => ({
  httpStatusCode,
  requestId,
  attempts: 1,
  totalRetryDelay: 0,
});

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

export function conditionalCheckFailed(
  item: Record<string, AttributeValue> | undefined,
): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: answerMetadata(400),
    ...(item === undefined ? {} : { Item: item }),
  });
}

export function transactionCanceled(reasons: CancellationReason[]): TransactionCanceledException {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    $metadata: answerMetadata(400),
    CancellationReasons: reasons,
  });
}

export function tableNotFound(): ResourceNotFoundException {
  return new ResourceNotFoundException({
    message: 'Cannot do operations on a non-existent table',
    $metadata: answerMetadata(400),
  });
}

export function tableExists(): ResourceInUseException {
  return new ResourceInUseException({
    message: 'Cannot create preexisting table',
    $metadata: answerMetadata(400),
  });
}

export function idempotentParameterMismatch(): IdempotentParameterMismatchException {
  return new IdempotentParameterMismatchException({
    message: 'UnknownError',
    $metadata: answerMetadata(400),
  });
}
