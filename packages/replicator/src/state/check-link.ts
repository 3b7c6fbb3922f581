import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { describeKeys, describeTable } from '@understudy/route-store';
import { REPLICATION_TABLES, type LinkName } from '@understudy/links';
import { globalTableVersion } from '@understudy/service';
import { ReplicatorError, streamOff } from '../errors.ts';
import type { RegionClient } from '../types.ts';
import type { TablesItem } from './judge-tables.ts';
import { requireTable } from './require-table.ts';

/** What a link needs to know of its two tables. */
export interface CheckedTable {
  readonly partitionKey: string;
  /** Which tables and which stream they are. */
  readonly tables: TablesItem;
}

/**
 * Checks whether a link can work: the table in both regions, with the same keys, a stream with both images at the
 * source, and the link's own tables at the target (and the tombstones at the source).
 * @throws ReplicatorError `UND_REPLICATOR_TABLE_MISSING`, `UND_REPLICATOR_KEY_SCHEMA_DIFFERS`,
 * `UND_REPLICATOR_STREAM_OFF`, `UND_REPLICATOR_STREAM_VIEW_WRONG`, `UND_REPLICATOR_OWN_TABLE_MISSING`,
 * `UND_REPLICATOR_OWN_TABLE_DIFFERS`, `UND_REPLICATOR_GLOBAL_TABLE`, and what the clients throw
 */
export async function checkLink(
  { table, source, target }: LinkName,
  sourceClient: RegionClient,
  targetClient: RegionClient,
): Promise<CheckedTable> {
  const [here, there] = await Promise.all([
    requireTable(sourceClient, source, table),
    requireTable(targetClient, target, table),
  ]);
  refuseGlobalTable(here, table, source);
  refuseGlobalTable(there, table, target);
  const [keysHere, keysThere] = [describeKeys(here), describeKeys(there)];
  if (keysHere !== keysThere) {
    throw new ReplicatorError('UND_REPLICATOR_KEY_SCHEMA_DIFFERS', {
      what: `Table ${table} has the key ${keysHere} in ${source} and ${keysThere} in ${target}.`,
      details: { table, [source]: keysHere, [target]: keysThere },
    });
  }
  checkStream(here, table, source);
  await Promise.all([checkOwnTables(sourceClient, source), checkOwnTables(targetClient, target)]);
  return {
    partitionKey: here.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '',
    tables: { stream: here.LatestStreamArn ?? '', sourceId: here.TableId, targetId: there.TableId },
  };
}

function refuseGlobalTable(description: TableDescription, table: string, region: string): void {
  const version = globalTableVersion(description);
  if (version === undefined) return;
  throw new ReplicatorError('UND_REPLICATOR_GLOBAL_TABLE', {
    what: `Table ${table} in ${region} is a replica of a DynamoDB global table (version ${version}).`,
    details: { table, region, version },
  });
}

function checkStream({ StreamSpecification }: TableDescription, table: string, region: string): void {
  if (StreamSpecification?.StreamEnabled !== true) throw streamOff({ table, source: region });
  const view = StreamSpecification.StreamViewType;
  if (view !== 'NEW_AND_OLD_IMAGES') {
    throw new ReplicatorError('UND_REPLICATOR_STREAM_VIEW_WRONG', {
      what: `The stream of table ${table} in ${region} shows ${String(view)}.`,
      details: { table, region, view },
    });
  }
}

async function checkOwnTables(client: RegionClient, region: string): Promise<void> {
  for (const wanted of REPLICATION_TABLES) {
    const table = wanted.TableName ?? '';
    const there = await describeTable(client, table);
    if (there === undefined) {
      throw new ReplicatorError('UND_REPLICATOR_OWN_TABLE_MISSING', {
        what: `There is no table ${table} in ${region}.`,
        details: { table, region },
      });
    }
    const [keys, expected] = [describeKeys(there), describeKeys(wanted)];
    if (keys !== expected) {
      throw new ReplicatorError('UND_REPLICATOR_OWN_TABLE_DIFFERS', {
        what: `Table ${table} in ${region} has the key ${keys}; it must be ${expected}.`,
        details: { table, region, keys, expected },
      });
    }
  }
}
