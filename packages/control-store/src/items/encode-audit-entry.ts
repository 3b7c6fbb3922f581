import { SERVICE_KEY, type StoredItem } from '@understudy/route';
import type { AuditEntry } from '@understudy/findings';
import { auditEntry, auditPartition } from './entries.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

const MOST_BYTES = 350_000;

/**
 * The item that keeps an audit entry, its `data` as JSON text. Data that make the entry too large are replaced by
 * `{ omittedBytes }`.
 * @throws ControlStoreError `UND_CONTROL_STORE_ITEM_TOO_LARGE` where the entry is too large without its data
 */
export function encodeAuditEntry(
  service: string,
  { atMs, id, by, kind, what, data }: AuditEntry,
): StoredItem {
  const entry = auditEntry(atMs, id);
  const bytes = Buffer.byteLength(entry + id + by + kind + what);
  refuseLargeItem(entry, bytes, MOST_BYTES);
  const text = data === undefined ? undefined : textOf(data, MOST_BYTES - bytes);
  return {
    [SERVICE_KEY]: { S: auditPartition(service) },
    entry: { S: entry },
    atMs: { N: String(atMs) },
    id: { S: id },
    by: { S: by },
    kind: { S: kind },
    what: { S: what },
    ...(text !== undefined && { data: { S: text } }),
  };
}

function textOf(data: Readonly<Record<string, unknown>>, spaceBytes: number): string {
  const text = JSON.stringify(data);
  const bytes = Buffer.byteLength(text);
  return bytes <= spaceBytes ? text : JSON.stringify({ omittedBytes: bytes });
}
