import { ExpiredIteratorException } from '@aws-sdk/client-dynamodb-streams';
import { answerMetadata } from '../answer-metadata.ts';

export function expiredIterator(): ExpiredIteratorException {
  return new ExpiredIteratorException({ message: 'UnknownError', $metadata: answerMetadata(400) });
}
