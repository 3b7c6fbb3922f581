import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { refuseStampAttribute } from './refuse-stamp-attribute.ts';
import type { Stamping } from './native-stamping.ts';
import { translateLegacy } from './translate-legacy.ts';
import {
  type ConditionalRequest,
  type Stamped,
  withoutUpdate,
  isRefusedAnyway,
  unchanged,
  fenced,
} from './stamped.ts';

export interface PutRequest extends ConditionalRequest {
  readonly Item?: Record<string, AttributeValue> | undefined;
}

/**
 * Puts the stamp on a PutItem or a transaction's Put.
 * Condition: the item has no stamp of a later epoch, and the caller's own.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_LEGACY_INVALID`
 */
export function stampPut<T extends PutRequest>(given: T, stamping: Stamping): Stamped<T> {
  const input = withoutUpdate(given);
  if (isRefusedAnyway(input)) return unchanged(input);
  const request = translateLegacy(input);
  refuseStampAttribute(stamping.attribute, request, Object.keys(request.Item ?? {}));
  const item = request.Item && { ...request.Item, [stamping.attribute]: { S: stamping.stamp } };
  return fenced(item === undefined ? request : { ...request, Item: item }, stamping);
}
