import { FENCE_TABLE, fenceTable } from '@understudy/links';
import type { Sender } from '../stores/ask-in-turn.ts';
import { ensureRouteOrFenceTable, type EnsureRouteTableOptions } from './ensure-route-table.ts';

/**
 * Creates a region's fence table unless it exists; safe to run again and by several at once.
 * @throws RouteError `UND_ROUTE_TABLE_MISMATCH`, `UND_ROUTE_STORE_UNREACHABLE` (not active in time), and what the client throws.
 */
export async function ensureFenceTable(
  sender: Sender,
  { table = FENCE_TABLE, ...options }: EnsureRouteTableOptions = {},
): Promise<void> {
  await ensureRouteOrFenceTable(sender, fenceTable(table), options);
}
