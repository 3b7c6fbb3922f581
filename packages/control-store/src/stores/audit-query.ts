import type { ReadAuditOptions } from '../control-store.ts';
import { ControlStoreError } from '../errors.ts';
import { auditPartition, auditTime } from '../items/entries.ts';
import type { ItemQuery } from './item-table.ts';

/** Sorts after every time. */
const END = '~';

/**
 * The query of a part of a service's audit; `undefined` where it can't have any entry.
 * @throws ControlStoreError `UND_CONTROL_STORE_OPTIONS_INVALID`
 */
export function auditQuery(
  service: string,
  { fromMs, untilMs, limit, newestFirst }: ReadAuditOptions,
): ItemQuery | undefined {
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit > 0)) {
    throw new ControlStoreError('UND_CONTROL_STORE_OPTIONS_INVALID', {
      what: `"limit" is ${limit}; it must be a whole number from 1.`,
      details: { limit },
    });
  }
  const from = auditTime('fromMs', fromMs ?? 0);
  const until = untilMs === undefined ? END : auditTime('untilMs', untilMs);
  if (from >= until) return undefined;
  return { service: auditPartition(service), between: [from, until], newestFirst, limit };
}
