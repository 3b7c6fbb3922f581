import { ControlStoreError } from '../errors.ts';

/** The sort keys below which a service's items are stored: `entry` of `understudy-control`. */
export const ENTRIES = {
  report: (observer: string) => `report#${observer}`,
  leader: 'leader',
  freeze: 'freeze',
  maintenance: (subject: string) => `maintenance#${subject}`,
  acknowledgement: (moveId: string) => `ack#${moveId}`,
  intent: (id: string) => `intent#${id}`,
  lastMove: 'last-move',
  readiness: 'readiness',
  steps: (of: string) => `steps#${of}`,
  repair: (pool: string, slot: number) => `repair#${pool}#${String(slot)}`,
} as const;

/** Sort keys between which those of all intents are, and no others: `$` follows `#`. */
export const INTENT_RANGE = ['intent#', 'intent$'] as const;

/** The kind of an entry: what is before its first `#`. */
export function kindOfEntry(entry: string): string {
  return entry.split('#', 1)[0] ?? '';
}

/** The partition of a service's audit. */
export function auditPartition(service: string): string {
  return `${service}#audit`;
}

/** Sorts audit entries by time, then by id. @throws ControlStoreError `UND_CONTROL_STORE_OPTIONS_INVALID` where `atMs` is no time */
export function auditEntry(atMs: number, id: string): string {
  return `${auditTime('atMs', atMs)}#${id}`;
}

/** 9999-12-31: later years have another form, which sorts before all others. */
const LAST_MS = 253_402_300_799_999;

/**
 * Sorts before the audit entries of `ms`, and after those of every earlier time.
 * @throws ControlStoreError `UND_CONTROL_STORE_OPTIONS_INVALID` where `ms` is no time; it names `name`
 */
export function auditTime(name: string, ms: number): string {
  if (ms >= 0 && ms <= LAST_MS) return new Date(ms).toISOString();
  throw new ControlStoreError('UND_CONTROL_STORE_OPTIONS_INVALID', {
    what: `"${name}" is ${ms}; it must be a wall time in milliseconds, before the year 10000.`,
    details: { [name]: ms },
  });
}
