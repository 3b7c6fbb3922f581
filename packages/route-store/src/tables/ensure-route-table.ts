import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { ROUTE_TABLE, routeTable } from '@understudy/links';
import { RouteError } from '@understudy/route';
import type { Sender } from '../stores/ask-in-turn.ts';
import { ensureTable, type EnsureTableOptions } from './ensure-table.ts';

export interface EnsureRouteTableOptions extends EnsureTableOptions {
  readonly table?: string;
}

/**
 * Creates the route's table in the witness region unless it exists; safe to run again and by several at once.
 * @throws RouteError `UND_ROUTE_TABLE_MISMATCH`, `UND_ROUTE_STORE_UNREACHABLE` (not active in time), and what the client throws.
 */
export async function ensureRouteTable(
  sender: Sender,
  { table = ROUTE_TABLE, ...options }: EnsureRouteTableOptions = {},
): Promise<void> {
  await ensureRouteOrFenceTable(sender, routeTable(table), options);
}

/** @throws as `ensureRouteTable` */
export async function ensureRouteOrFenceTable(
  sender: Sender,
  definition: CreateTableCommandInput,
  options: EnsureTableOptions,
): Promise<void> {
  const table = definition.TableName ?? '';
  const ensured = await ensureTable(sender, definition, options);
  if (ensured.outcome === 'inactive') {
    throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', {
      what: `Table ${table} was not active after ${ensured.limitMs} ms.`,
      details: { table },
    });
  }
  if (ensured.outcome === 'mismatch') {
    const { keys, wanted } = ensured;
    throw new RouteError('UND_ROUTE_TABLE_MISMATCH', {
      what: `Table ${table} has the key ${keys}; it must be ${wanted}.`,
      details: { table, keys, wanted },
    });
  }
}
