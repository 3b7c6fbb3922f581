import { EXPIRY_ATTRIBUTES, REPLICATION_TABLES } from '@understudy/links';
import type { EnsureTableOptions, Sender } from '@understudy/route-store';
import { ensureExpiry } from './ensure-expiry.ts';
import { ensureOwnTable } from './ensure-own-table.ts';

export interface EnsureReplicationTablesOptions extends EnsureTableOptions {
  /** The region's name, for messages. */
  readonly region?: string;
}

/**
 * Creates the tables that replication keeps in a data region unless they exist: tombstones (with their expiry), links,
 * ledger and parked records. Safe to run again and by several at once.
 * @throws ServiceError `UND_SERVICE_TABLE_INACTIVE`, `UND_SERVICE_TABLE_MISMATCH`, and what `askRegion` throws
 */
export async function ensureReplicationTables(
  sender: Sender,
  { region = 'the region', ...options }: EnsureReplicationTablesOptions = {},
): Promise<void> {
  await Promise.all(
    REPLICATION_TABLES.map((definition) => ensureOwnTable({ region, sender, definition }, options)),
  );
  for (const [table, attribute] of Object.entries(EXPIRY_ATTRIBUTES)) {
    await ensureExpiry({ region, sender, table, attribute });
  }
}
