import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { answerMetadata } from './answer-metadata.ts';

export function tableNotFound(): ResourceNotFoundException {
  return new ResourceNotFoundException({
    message: 'Cannot do operations on a non-existent table',
    $metadata: answerMetadata(400),
  });
}
