import type { AuditLine } from '@understudy/api-contract';
import type { AuditEntry } from '@understudy/findings';

/** The name of a line of the audit: names sort as the audit does. */
export function auditName({ atMs, id }: Pick<AuditEntry, 'atMs' | 'id'>): string {
  return `${String(Math.trunc(atMs)).padStart(15, '0')}~${id}`;
}

/** Its time and id; `undefined` for what is not such a name. */
export function parseAuditName(name: string): Pick<AuditEntry, 'atMs' | 'id'> | undefined {
  const [, atMs, id] = /^(\d{15})~(.{1,300})$/s.exec(name) ?? [];
  return atMs === undefined || id === undefined ? undefined : { atMs: Number(atMs), id };
}

export function toAuditLine(entry: AuditEntry): AuditLine {
  const { atMs, by, kind, what } = entry;
  return { entry: auditName(entry), atMs, by, kind, what };
}
