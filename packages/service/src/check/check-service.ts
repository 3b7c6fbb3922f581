import { systemClock, type Clock } from '@understudy/core';
import { REGION_TABLES, routeTable } from '@understudy/links';
import { describeKeys } from '@understudy/route-store';
import type { OpenedService } from '../open-service.ts';
import { kindOfTable, ROLE_RIGHTS, type Role } from '../role-rights.ts';
import { assessService } from './assess-service.ts';
import { lookAtRegion } from './look-at-region.ts';
import { readRoute } from './read-route.ts';
import type { Check, CheckFacts, RegionFacts } from './types.ts';

export interface CheckServiceOptions {
  readonly clock?: Clock;
  /** The topology file, for the commands that a check tells to type: `understudy.yaml` unless given. */
  readonly file?: string;
  /** Whether expiry and recovery are compared, too: `true` unless given. */
  readonly inDetail?: boolean;
  /** Whose rights are tried: all that can be, unless given. */
  readonly role?: Role;
}

/**
 * Everything that can be known about a service before it runs: whether its regions answer, are those that their names
 * say and agree on the time; its tables, keys, indexes, settings and streams; rights; Understudy's own tables; the route.
 * It sends reads, and writes whose condition never holds: nothing is changed. A region that does not answer is a check
 * that failed, not an error.
 */
export async function checkService(
  opened: OpenedService,
  { clock = systemClock(), file = 'understudy.yaml', inDetail = true, role }: CheckServiceOptions = {},
): Promise<readonly Check[]> {
  const { topology, regions } = opened;
  const { witness } = topology.regions;
  const ownTables = {
    data: new Map(REGION_TABLES.map((table) => [table.TableName ?? '', describeKeys(table)])),
    witness: new Map([[witness.table, describeKeys(routeTable(witness.table))]]),
  };
  const tables = topology.tables.map(({ name }) => name);
  const wantedOn = (table: string) =>
    role === undefined ? undefined : (ROLE_RIGHTS[role][kindOfTable(table, witness.table)] ?? []);
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
        return lookAtRegion({ ...look, wantedOn, inDetail: false, clock });
      }),
    ),
    readRoute(opened),
  ]);
  return assessService({
    service: topology.service,
    file,
    data: [first, second],
    witnesses,
    tables,
    ownTables,
    route: routeFacts(route, witnesses, witness.table),
  });
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
