import { refuseStampAttribute } from './refuse-stamp-attribute.ts';
import type { Stamping } from './native-stamping.ts';
import { voidKeyed } from './void-put.ts';
import { type KeyedRequest, type Stamped, withoutUpdate, inExpressions, voided, fenced } from './stamped.ts';

/**
 * Puts the fence on a DeleteItem, or a transaction's Delete or ConditionCheck; they carry no stamp.
 * Condition: as stampPut.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`
 */
export function fenceKeyed<T extends KeyedRequest>(given: T, stamping: Stamping): Stamped<T> {
  const input = withoutUpdate(given);
  refuseStampAttribute(stamping.attribute, input);
  const request = inExpressions(input);
  if (request === undefined) return voided(voidKeyed(input, stamping.attribute));
  return fenced(request, stamping);
}
