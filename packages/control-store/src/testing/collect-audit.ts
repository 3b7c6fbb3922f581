import type { AuditEntry } from '@understudy/findings';
import type { ControlStore, ReadAuditOptions } from '../control-store.ts';

/** Every entry that `readAudit` gives, in its order. @throws as `readAudit` does */
export async function collectAudit(
  store: Pick<ControlStore, 'readAudit'>,
  options?: ReadAuditOptions,
  signal?: AbortSignal,
): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of store.readAudit(options, signal)) entries.push(entry);
  return entries;
}
