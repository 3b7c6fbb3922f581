import { ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { answerMetadata } from './answer-metadata.ts';

export function tableExists(): ResourceInUseException {
  return new ResourceInUseException({
    message: 'Cannot create preexisting table',
    $metadata: answerMetadata(400),
  });
}
