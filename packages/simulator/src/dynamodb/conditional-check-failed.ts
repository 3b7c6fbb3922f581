import { ConditionalCheckFailedException, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { answerMetadata } from './answer-metadata.ts';

export function conditionalCheckFailed(
  item: Record<string, AttributeValue> | undefined,
): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: answerMetadata(400),
    ...(item === undefined ? {} : { Item: item }),
  });
}
