import { REGION_TABLES } from '@understudy/links';
import { checkTableRights, type RightCheck } from './check-table-rights.ts';
import { mapTables } from './map-tables.ts';
import type { OpenedService } from './open-service.ts';
import { witnessTables } from './witness-tables.ts';

/**
 * Checks the rights that Understudy needs on every table that exists. Nothing is changed: each write has a condition
 * that no item can meet, and costs at most one write unit.
 * @throws what `askRegion` throws where a table can't be described
 */
export async function checkRights(opened: OpenedService): Promise<readonly RightCheck[]> {
  const { topology, regions, controlClients } = opened;
  const { witness } = topology.regions;
  const inWitness = controlClients.flatMap((sender, at) => {
    const region = witness.endpoints[at]?.name ?? '';
    return witnessTables(witness.table).map(({ TableName }) => ({ region, table: TableName ?? '', sender }));
  });
  const inRegions = regions.flatMap((region) => {
    const sender = opened.dataClient(region);
    const streams = opened.streamsClient(region);
    return [
      ...REGION_TABLES.map(({ TableName }) => ({ region, table: TableName ?? '', sender })),
      ...topology.tables.map(({ name }) => ({ region, table: name, sender, streams })),
    ];
  });
  const checked = await mapTables([...inWitness, ...inRegions], checkTableRights);
  return checked.flat();
}
