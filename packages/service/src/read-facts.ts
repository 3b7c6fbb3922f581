import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError } from '@understudy/core';
import { EXPIRY_ATTRIBUTES, FENCE_TABLE, REGION_TABLES } from '@understudy/links';
import type { RouteSnapshot } from '@understudy/route';
import { describeKeys, describeTable, type Sender } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';
import { hasExpiry } from './ensure-expiry.ts';
import { streamState } from './ensure-stream.ts';
import { askGlobalTable, globalTableVersion } from './global-table-version.ts';
import { mapTables } from './map-tables.ts';
import type { OpenedService } from './open-service.ts';
import { readFenceName } from './read-fence-name.ts';
import type { OwnTableFacts, ServiceFacts, ServiceTableFacts } from './service-plan.ts';
import { witnessTables } from './witness-tables.ts';

/**
 * Reads the state of a service in its regions: its tables and streams, Understudy's own tables, the route, the fences.
 * Writes nothing.
 * @throws what `askRegion` throws; RouteError where the route can't be read
 */
export async function readFacts(opened: OpenedService): Promise<ServiceFacts> {
  const { topology, regions } = opened;
  const { endpoints, table } = topology.regions.witness;
  const [witness, ownTables, tables] = await Promise.all([
    Promise.all(
      witnessTables(table).flatMap((definition) =>
        opened.controlClients.map((client, at) =>
          readOwnTable(endpoints[at]?.name ?? '', client, definition),
        ),
      ),
    ),
    Promise.all(
      regions.flatMap((region) =>
        REGION_TABLES.map((definition) => readOwnTable(region, opened.dataClient(region), definition)),
      ),
    ),
    mapTables(
      topology.tables.flatMap(({ name }) => regions.map((region) => ({ name, region }))),
      ({ name, region }) => readServiceTable(region, opened.dataClient(region), name),
    ),
  ]);
  const isThere = ({ state }: OwnTableFacts) => state === 'present';
  const routeTables = witness.filter((facts) => facts.table === table);
  const route = routeTables.every(isThere) ? await readRoute(opened) : undefined;
  const hasFenceTable = (region: string) =>
    ownTables.some((facts) => facts.region === region && facts.table === FENCE_TABLE && isThere(facts));
  const fenced: string[] = [];
  for (const region of regions.filter(hasFenceTable)) {
    const named = await readFenceName({
      service: topology.service,
      region,
      sender: opened.dataClient(region),
    });
    if (typeof named !== 'string') fenced.push(region);
  }
  return {
    service: topology.service,
    regions,
    witness,
    ownTables,
    tables,
    ...(route !== undefined && { route }),
    fenced,
  };
}

async function readOwnTable(
  region: string,
  sender: Sender,
  definition: CreateTableCommandInput,
): Promise<OwnTableFacts> {
  const table = definition.TableName ?? '';
  const wanted = describeKeys(definition);
  const description = await askRegion({ region, action: 'DescribeTable', table }, () =>
    describeTable(sender, table),
  );
  const attribute = EXPIRY_ATTRIBUTES[table];
  if (description === undefined) {
    return {
      region,
      table,
      state: 'missing',
      wanted,
      ...(attribute !== undefined && { expiry: { attribute, on: false } }),
    };
  }
  const keys = describeKeys(description);
  const state = keys === wanted ? 'present' : 'mismatch';
  if (attribute === undefined) return { region, table, state, keys, wanted };
  const on = await hasExpiry({ region, sender, table });
  return { region, table, state, keys, wanted, expiry: { attribute, on } };
}

async function readServiceTable(region: string, sender: Sender, table: string): Promise<ServiceTableFacts> {
  const description = await askRegion({ region, action: 'DescribeTable', table }, () =>
    describeTable(sender, table),
  );
  if (description === undefined) return { region, table, state: 'missing' };
  const view = description.StreamSpecification?.StreamViewType;
  const globalTable = globalTableVersion(description) ?? (await askGlobalTable(sender, region, table));
  return {
    region,
    table,
    state: 'present',
    keys: describeKeys(description),
    stream: streamState(description),
    ...(view !== undefined && { view }),
    ...(globalTable !== undefined && { globalTable }),
  };
}

async function readRoute({ routeStore }: OpenedService): Promise<RouteSnapshot | undefined> {
  try {
    return await routeStore.read();
  } catch (error) {
    if (isUnderstudyError(error, 'UND_ROUTE_NOT_FOUND')) return undefined;
    throw error;
  }
}
