import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { systemClock, waitFor, type Clock } from '@understudy/core';
import { TOMBSTONES_TTL } from '@understudy/versions';
import { describeKeys, describeTable } from './state/check-link.ts';
import { REPLICATION_TABLES } from './describe-tables.ts';
import { ReplicatorError } from './errors.ts';
import type { RegionClient } from './types.ts';

export interface EnsureTablesOptions {
  readonly clock?: Clock;
  /** How long a table may take to become active, in ms: 120,000 unless given. */
  readonly limitMs?: number;
}

/**
 * Makes the tables that replication keeps in a data region unless they are there: tombstones (with their time to
 * live), links, ledger and parked records. Safe to run again and by several at once.
 * @throws ReplicatorError `UND_REPLICATOR_OWN_TABLE_DIFFERS`, `UND_REPLICATOR_OWN_TABLE_MISSING` (not active in time),
 * and what the client throws
 */
export async function ensureReplicationTables(
  client: RegionClient,
  options: EnsureTablesOptions = {},
): Promise<void> {
  await Promise.all(REPLICATION_TABLES.map((table) => ensureTable(client, table, options)));
  await ensureTimeToLive(client);
}

async function ensureTable(
  client: RegionClient,
  definition: CreateTableCommandInput,
  { clock = systemClock(), limitMs = 120_000 }: EnsureTablesOptions,
): Promise<void> {
  const table = definition.TableName ?? '';
  if ((await describeTable(client, table)) === undefined) await createTable(client, definition);
  const active = await waitFor(
    async () => {
      const description = await describeTable(client, table);
      return description?.TableStatus === 'ACTIVE' && description;
    },
    { clock, everyMs: 100, limitMs },
  );
  if (!active.met) {
    throw new ReplicatorError('UND_REPLICATOR_OWN_TABLE_MISSING', {
      what: `Table ${table} was not active after ${limitMs} ms.`,
      details: { table },
    });
  }
  const [there, wanted] = [describeKeys(active.value), describeKeys(definition)];
  if (there !== wanted) {
    throw new ReplicatorError('UND_REPLICATOR_OWN_TABLE_DIFFERS', {
      what: `Table ${table} has the key ${there}; it must be ${wanted}.`,
      details: { table, there, wanted },
    });
  }
}

/** Condition: no table has the name; losing to another process that makes it is as good as winning. */
async function createTable(client: RegionClient, definition: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
}

async function ensureTimeToLive(client: RegionClient): Promise<void> {
  const { TableName } = TOMBSTONES_TTL;
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const { TimeToLiveStatus: status } = TimeToLiveDescription ?? {};
  if (status === 'ENABLED' || status === 'ENABLING') return;
  try {
    await client.send(new UpdateTimeToLiveCommand(TOMBSTONES_TTL));
  } catch (error) {
    // Somebody else was quicker.
    if (!(error instanceof Error && /already enabled/i.test(error.message))) throw error;
  }
}
