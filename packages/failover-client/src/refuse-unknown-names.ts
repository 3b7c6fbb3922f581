import type { TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { validationException } from './validation-exception.ts';

const OPERATORS: ReadonlySet<unknown> = new Set([
  'IN',
  'NULL',
  'BETWEEN',
  'LT',
  'NOT_CONTAINS',
  'EQ',
  'GT',
  'NOT_NULL',
  'NE',
  'LE',
  'BEGINS_WITH',
  'GE',
  'CONTAINS',
]);
const JOINS: ReadonlySet<unknown> = new Set(['OR', 'AND']);
const ACTIONS: ReadonlySet<unknown> = new Set(['ADD', 'PUT', 'DELETE']);
const OLD_VALUES: ReadonlySet<unknown> = new Set(['ALL_OLD', 'NONE']);

/**
 * Refuses a parameter whose value is none of the names that the API knows, as DynamoDB refuses it before it looks
 * at anything else. DynamoDB Local fails at some of them.
 * @throws DynamoDBServiceException `ValidationException`
 */
export function refuseUnknownNames(input: object): void {
  const { TransactItems: parts = [] } = input as TransactWriteItemsInput;
  for (const [at, part] of parts.entries()) {
    for (const [action, one] of Object.entries(part) as [string, object][])
      refuseIn(one, `transactItems.${at + 1}.member.${action.charAt(0).toLowerCase()}${action.slice(1)}.`);
  }
  refuseIn(input, '');
}

function refuseIn(input: object, path: string): void {
  const {
    Expected,
    AttributeUpdates,
    ConditionalOperator,
    ReturnValuesOnConditionCheckFailure: old,
  } = input as UpdateItemInput;
  refuse(`${path}returnValuesOnConditionCheckFailure`, old, OLD_VALUES);
  refuse('conditionalOperator', ConditionalOperator, JOINS);
  for (const [name, { ComparisonOperator }] of Object.entries(Expected ?? {}))
    refuse(`expected.${name}.member.comparisonOperator`, ComparisonOperator, OPERATORS);
  for (const [name, { Action }] of Object.entries(AttributeUpdates ?? {}))
    refuse(`attributeUpdates.${name}.member.action`, Action, ACTIONS);
}

function refuse(member: string, value: string | undefined, known: ReadonlySet<unknown>): void {
  if (value === undefined || known.has(value)) return;
  throw validationException(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${[...known].join(', ')}]`,
  );
}
