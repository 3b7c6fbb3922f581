import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { describeTable } from '@understudy/route-store';
import { ReplicatorError } from '../errors.ts';
import type { RegionClient } from '../types.ts';

/** @throws ReplicatorError `UND_REPLICATOR_TABLE_MISSING`, and what the client throws */
export async function requireTable(
  client: RegionClient,
  region: string,
  table: string,
): Promise<TableDescription> {
  const description = await describeTable(client, table);
  if (description !== undefined) return description;
  throw new ReplicatorError('UND_REPLICATOR_TABLE_MISSING', {
    what: `There is no table ${table} in ${region}.`,
    details: { table, region },
  });
}
