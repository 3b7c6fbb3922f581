import { refuseStampAttribute } from './refuse-stamp-attribute.ts';
import type { Stamping } from './native-stamping.ts';
import { translateLegacy } from './translate-legacy.ts';
import {
  type KeyedRequest,
  type Stamped,
  withoutUpdate,
  isRefusedAnyway,
  unchanged,
  fenced,
} from './stamped.ts';

/**
 * Puts the fence on a DeleteItem, or a transaction's Delete or ConditionCheck; they carry no stamp.
 * Condition: as stampPut.
 * @throws VersionsError `UND_VERSIONS_STAMP_RESERVED`, `UND_VERSIONS_LEGACY_INVALID`
 */
export function fenceKeyed<T extends KeyedRequest>(given: T, stamping: Stamping): Stamped<T> {
  const input = withoutUpdate(given);
  if (isRefusedAnyway(input)) return unchanged(input);
  const request = translateLegacy(input);
  refuseStampAttribute(stamping.attribute, request);
  return fenced(request, stamping);
}
