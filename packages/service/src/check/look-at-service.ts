import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { systemClock, type Clock } from '@understudy/core';
import { CONTROL_TABLE, REGION_TABLES } from '@understudy/links';
import { describeKeys } from '@understudy/route-store';
import type { OpenedService } from '../open-service.ts';
import { rightsOn, type Role } from '../role-rights.ts';
import { witnessTables } from '../witness-tables.ts';
import { lookAtRegion } from './look-at-region.ts';
import { readRoute } from './read-route.ts';
import type { CheckFacts, RegionFacts } from './types.ts';

export interface LookAtServiceOptions {
  readonly clock?: Clock;
  /** The topology file, for the commands that a check tells to type: `understudy.yaml` unless given. */
  readonly file?: string;
  /** Whether expiry and recovery are compared, too: `true` unless given. */
  readonly inDetail?: boolean;
  /** Whose rights are tried, and whose tables are looked at: every role's unless given. */
  readonly role?: Role;
}

/**
 * What a service shows to reads, and to writes whose condition never holds: nothing is changed. A region that does not answer is
 * a fact, not an error. `assessService` says what the facts mean.
 */
export async function lookAtService(
  opened: OpenedService,
  { clock = systemClock(), file = 'understudy.yaml', inDetail = true, role }: LookAtServiceOptions = {},
): Promise<CheckFacts> {
  const { topology, regions } = opened;
  const { witness } = topology.regions;
  const wantedOn = (table: string) => rightsOn(table, witness.table, role);
  const ownTables = {
    data: keysOf(REGION_TABLES),
    // Who runs no orchestrator needs neither their table nor a right to it.
    witness: keysOf(
      witnessTables(witness.table).filter(
        ({ TableName }) => TableName !== CONTROL_TABLE || wantedOn(CONTROL_TABLE).length > 0,
      ),
    ),
  };
  const tables = topology.tables.map(({ name }) => name);
  const lookAtData = (region: string): Promise<RegionFacts> =>
    lookAtRegion({
      name: region,
      role: 'data',
      endpoint: topology.regions.data.find(({ name }) => name === region)?.endpoint,
      client: opened.dataClient(region),
      streams: opened.streamsClient(region),
      tables,
      ownTables: [...ownTables.data.keys()],
      wantedOn,
      inDetail,
      clock,
    });
  const [first, second, witnesses, route] = await Promise.all([
    lookAtData(regions[0]),
    lookAtData(regions[1]),
    Promise.all(
      witness.endpoints.map(({ name, endpoint }, at) => {
        const client = opened.controlClients[at];
        if (client === undefined) throw new RangeError(`No client for ${name}.`);
        const own = [...ownTables.witness.keys()];
        const look = { name, role: 'witness', endpoint, client, tables: [], ownTables: own } as const;
        const mayBeDenied = role === undefined ? [CONTROL_TABLE] : [];
        return lookAtRegion({ ...look, mayBeDenied, wantedOn, inDetail: false, clock });
      }),
    ),
    readRoute(opened),
  ]);
  return {
    service: topology.service,
    file,
    data: [first, second],
    witnesses,
    tables,
    ownTables,
    route: routeFacts(route, witnesses, witness.table),
  };
}

/** The keys of tables by their names. */
function keysOf(tables: readonly CreateTableCommandInput[]): ReadonlyMap<string, string> {
  return new Map(tables.map((table) => [table.TableName ?? '', describeKeys(table)]));
}

/** A control store that refuses is one without the route's table, where that table is missing. */
function routeFacts(
  route: CheckFacts['route'],
  witnesses: readonly RegionFacts[],
  table: string,
): CheckFacts['route'] {
  if (route === undefined || !('code' in route) || route.code !== 'UND_ROUTE_STORE_REFUSED') return route;
  return witnesses.every(({ tables }) => tables.has(table)) ? route : undefined;
}
