import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { freshPlaceholders } from './fresh-placeholders.ts';
import { withAdditions } from './with-additions.ts';
import type { ExpressionRequest } from './expression-request.ts';
import { translateLegacy } from './translate-legacy.ts';
import { type KeyedRequest, keyName } from './stamped.ts';

/** What is left of an update that only removes where the item is absent. */
export interface AbsentCheck {
  readonly TableName: string | undefined;
  readonly Key: Record<string, AttributeValue> | undefined;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
  readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD';
}

/**
 * A ConditionCheck in the place of an update that only removes.
 * Condition: the item is absent still, and the caller's own.
 * @throws VersionsError `UND_VERSIONS_LEGACY_INVALID`
 */
export function checkAbsent(input: KeyedRequest & { readonly TableName?: string | undefined }): AbsentCheck {
  const { TableName, Key, ...update } = translateLegacy(input);
  const { UpdateExpression: _update, ...condition } = update;
  const { key } = freshPlaceholders(update);
  const used = usedPlaceholders(condition);
  const {
    ConditionExpression = '',
    ExpressionAttributeNames = {},
    ...rest
  } = withAdditions(used, {
    conditions: [`attribute_not_exists(${key})`],
    names: { [key]: keyName(Key) ?? '' },
    values: {},
  });
  return {
    TableName,
    Key,
    ConditionExpression,
    ExpressionAttributeNames,
    ...(rest.ExpressionAttributeValues === undefined
      ? {}
      : { ExpressionAttributeValues: rest.ExpressionAttributeValues }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** The request without the names and values that its condition does not use: DynamoDB refuses what is left over. */
function usedPlaceholders(request: ExpressionRequest): ExpressionRequest {
  const used = new Set((request.ConditionExpression ?? '').match(/[#:][A-Za-z0-9_]+/g) ?? []);
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = request;
  const kept = Object.entries(values).filter(([placeholder]) => used.has(placeholder));
  return {
    ConditionExpression: request.ConditionExpression,
    ExpressionAttributeNames: Object.fromEntries(
      Object.entries(names).filter(([placeholder]) => used.has(placeholder)),
    ),
    ...(kept.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(kept) }),
  };
}
