import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb-streams';
import { answerMetadata } from '../answer-metadata.ts';

export function streamsResourceNotFound(message: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message, $metadata: answerMetadata(400) });
}
