import { stampOf, type Item } from '@understudy/versions';

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, { S: string }>;
}

export function copyStands(copy: Item | undefined, partitionKey: string, stampAttribute: string): Condition {
  if (copy === undefined) {
    return {
      ConditionExpression: 'attribute_not_exists(#k)',
      ExpressionAttributeNames: { '#k': partitionKey },
    };
  }
  const stamp = stampOf(copy, stampAttribute);
  if (stamp === undefined) {
    return {
      ConditionExpression: 'attribute_exists(#k) AND attribute_not_exists(#v)',
      ExpressionAttributeNames: { '#k': partitionKey, '#v': stampAttribute },
    };
  }
  return {
    ConditionExpression: '#v = :seen',
    ExpressionAttributeNames: { '#v': stampAttribute },
    ExpressionAttributeValues: { ':seen': { S: stamp } },
  };
}
