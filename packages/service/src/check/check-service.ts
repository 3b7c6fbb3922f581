import { isUnderstudyError, systemClock, type Clock } from '@understudy/core';
import { REGION_TABLES, routeTable } from '@understudy/links';
import { describeKeys } from '@understudy/route-store';
import type { OpenedService } from '../open-service.ts';
import { assessService } from './assess-service.ts';
import { lookAtRegion } from './look-at-region.ts';
import type { Check, CheckFacts, RegionFacts } from './types.ts';

/**
 * Everything that can be known about a service before it runs: whether its regions answer, are those that their names
 * say and agree on the time; its tables, keys, indexes and streams; rights; Understudy's own tables; the route. It
 * sends reads, and writes whose condition never holds: nothing is changed. A region that does not answer is a check
 * that failed, not an error.
 */
export async function checkService(
  opened: OpenedService,
  { clock = systemClock() }: { readonly clock?: Clock } = {},
): Promise<readonly Check[]> {
  const { topology, regions } = opened;
  const { witness } = topology.regions;
  const ownTables = {
    data: new Map(REGION_TABLES.map((table) => [table.TableName ?? '', describeKeys(table)])),
    witness: new Map([[witness.table, describeKeys(routeTable(witness.table))]]),
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
        return lookAtRegion({ name, role: 'witness', endpoint, client, tables: [], ownTables: own, clock });
      }),
    ),
    readRoute(opened),
  ]);
  return assessService({
    service: topology.service,
    data: [first, second],
    witnesses,
    tables,
    ownTables,
    route: routeFacts(route, witnesses, witness.table),
  });
}

function routeFacts(route: ReadRoute, witnesses: readonly RegionFacts[], table: string): CheckFacts['route'] {
  if (route !== 'refused') return route;
  const isCreated = witnesses.every(({ tables }) => tables.has(table));
  return isCreated ? { failure: 'The control store refused to be read.' } : undefined;
}

type ReadRoute = CheckFacts['route'] | 'refused';

/** A control store that refuses is one without the route's table, where that table is missing. */
async function readRoute({ routeStore }: OpenedService): Promise<ReadRoute> {
  try {
    const { route } = await routeStore.read();
    return {
      what:
        route.phase === 'steady'
          ? `${route.writer} is the writer in epoch ${route.epoch}.`
          : `A ${route.kind} from ${route.from} to ${route.to} is under way (${route.step}).`,
    };
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    if (error.code === 'UND_ROUTE_NOT_FOUND') return undefined;
    return error.code === 'UND_ROUTE_STORE_REFUSED' ? 'refused' : { failure: error.message };
  }
}
