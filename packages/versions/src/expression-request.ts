import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** The parts of a write that carry expressions, as every write operation has them. */
export interface ExpressionRequest {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}
