import { IdempotentParameterMismatchException } from '@aws-sdk/client-dynamodb';
import { answerMetadata } from './answer-metadata.ts';

export function idempotentParameterMismatch(): IdempotentParameterMismatchException {
  return new IdempotentParameterMismatchException({
    message: 'UnknownError',
    $metadata: answerMetadata(400),
  });
}
