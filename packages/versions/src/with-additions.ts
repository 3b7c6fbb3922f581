import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { depthsOf } from './has-matched-parentheses.ts';
import type { ExpressionRequest } from './expression-request.ts';

/** Conditions joined by AND, each in parentheses; `undefined` without any. */
function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length < 2 ? given[0] : given.map(inParentheses).join(' AND ');
}

/** DynamoDB refuses a second pair of parentheses around a condition. */
function inParentheses(condition: string): string {
  return depthsOf(condition).slice(0, -1).includes(0) ? `(${condition})` : condition;
}

/** Expressions and values of ours to put on a request. */
export interface Additions {
  readonly conditions: readonly (string | undefined)[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/** The request with the conditions ANDed to its own, and the placeholders added to its maps. */
export function withAdditions<T extends ExpressionRequest>(
  request: T,
  { conditions, names, values }: Additions,
): T & ExpressionRequest {
  const condition = allOf([...conditions, request.ConditionExpression]);
  const { ExpressionAttributeNames: ownNames, ExpressionAttributeValues: ownValues } = request;
  return {
    ...request,
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...withMap('ExpressionAttributeNames', ownNames, names),
    ...withMap('ExpressionAttributeValues', ownValues, values),
  };
}

function withMap<K extends string, V>(
  member: K,
  own: Readonly<Record<string, V>> | undefined,
  ours: Readonly<Record<string, V>>,
): Partial<Record<K, Record<string, V>>> {
  if (Object.keys(ours).length === 0) return {};
  return { [member]: { ...own, ...ours } } as Partial<Record<K, Record<string, V>>>;
}
