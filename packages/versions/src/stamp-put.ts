import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { refuseStampAttribute } from './refuse-stamp-attribute.ts';
import type { Stamping } from './native-stamping.ts';
import { voidPut } from './void-put.ts';
import {
  type ConditionalRequest,
  type Stamped,
  withoutUpdate,
  inExpressions,
  voided,
  fenced,
} from './stamped.ts';

export interface PutRequest extends ConditionalRequest {
  readonly Item?: Record<string, AttributeValue> | undefined;
}

/**
 * Puts the stamp on a PutItem or a transaction's Put.
 * Condition: the item has no stamp of a later epoch, and the caller's own.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function stampPut<T extends PutRequest>(given: T, stamping: Stamping): Stamped<T> {
  const input = withoutUpdate(given);
  const { attribute } = stamping;
  refuseStampAttribute(attribute, input, Object.keys(input.Item ?? {}));
  const request = inExpressions(input);
  if (request === undefined) return voided(voidPut(input, attribute));
  const item = request.Item && { ...request.Item, [attribute]: { S: stamping.stamp } };
  return fenced(item === undefined ? request : { ...request, Item: item }, stamping);
}
