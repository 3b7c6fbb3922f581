import { CreateTableCommand, DescribeTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import { SERVICE_KEY } from './encode-route.ts';
import { RouteError } from './errors.ts';
import type { Sender } from './stores/ask-endpoints.ts';
import { FENCE_TABLE } from './stores/dynamodb-fences.ts';
import { ROUTE_TABLE } from './stores/dynamodb.ts';

export interface EnsureTableOptions {
  readonly table?: string;
  readonly clock?: Clock;
  /** How long the table may take to become active: 120,000 ms unless given. */
  readonly limitMs?: number;
}

/**
 * Makes the route's table in the witness region unless it is there; safe to run again and by several at once.
 * @throws RouteError `UND_ROUTE_TABLE_MISMATCH`, `UND_ROUTE_STORE_UNREACHABLE` (not active in time), and what the client throws.
 */
export async function ensureRouteTable(
  sender: Sender,
  { table = ROUTE_TABLE, ...options }: EnsureTableOptions = {},
): Promise<void> {
  await ensureTable(sender, table, options);
}

/**
 * Makes a region's fence table unless it is there; safe to run again and by several at once.
 * @throws RouteError `UND_ROUTE_TABLE_MISMATCH`, `UND_ROUTE_STORE_UNREACHABLE` (not active in time), and what the client throws.
 */
export async function ensureFenceTable(
  sender: Sender,
  { table = FENCE_TABLE, ...options }: EnsureTableOptions = {},
): Promise<void> {
  await ensureTable(sender, table, options);
}

async function ensureTable(
  sender: Sender,
  table: string,
  { clock = systemClock(), limitMs = 120_000 }: Omit<EnsureTableOptions, 'table'>,
): Promise<void> {
  if ((await describeTable(sender, table)) === undefined) await createTable(sender, table);
  const waited = await waitFor(
    async () => {
      const description = await describeTable(sender, table);
      return description?.TableStatus === 'ACTIVE' ? description : undefined;
    },
    { clock, everyMs: 200, limitMs },
  );
  if (!waited.met) {
    throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', {
      what: `Table ${table} was not active after ${String(limitMs)} ms.`,
      details: { table },
    });
  }
  const keys = (waited.value.KeySchema ?? []).map(
    ({ AttributeName, KeyType }) => `${KeyType ?? ''} ${AttributeName ?? ''}`,
  );
  if (keys.join() !== `HASH ${SERVICE_KEY}`) {
    throw new RouteError('UND_ROUTE_TABLE_MISMATCH', {
      what: `Table ${table} has the key ${keys.join(', ')}; it must be HASH ${SERVICE_KEY}.`,
      details: { table, keys },
    });
  }
}

async function describeTable(sender: Sender, table: string): Promise<TableDescription | undefined> {
  try {
    return (await sender.send(new DescribeTableCommand({ TableName: table }))).Table;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** Condition: no table has the name; losing to another process that makes it is as good as winning. */
async function createTable(sender: Sender, table: string): Promise<void> {
  try {
    await sender.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: SERVICE_KEY, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: SERVICE_KEY, KeyType: 'HASH' }],
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
}
