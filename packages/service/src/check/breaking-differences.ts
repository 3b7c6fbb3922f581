import { describeTable } from '@understudy/route-store';
import { askRegion } from '../ask-region.ts';
import { mapTables } from '../map-tables.ts';
import type { OpenedService } from '../open-service.ts';
import { assessTable } from './assess-table.ts';
import { describeTableFacts } from './describe-table-facts.ts';
import type { FailedCheck, RegionFacts, TableFacts } from './types.ts';

/** What breaks an application that is moved between the regions: an index that one lacks, a table that does not serve. */
const BREAKING = new Set([
  'UND_SERVICE_TABLES_DIFFER',
  'UND_SERVICE_KEYS_DIFFER',
  'UND_SERVICE_TABLE_MISSING',
  'UND_SERVICE_GLOBAL_TABLE',
]);

/**
 * Compares every table of the service between its regions by their descriptions; nothing else is asked, and nothing is changed.
 * @throws what `askRegion` throws
 */
export async function breakingDifferences(
  service: Pick<OpenedService, 'topology' | 'regions' | 'dataClient'>,
): Promise<readonly FailedCheck[]> {
  const { topology, regions } = service;
  const names = topology.tables.map(({ name }) => name);
  const look = async (name: string): Promise<RegionFacts> => {
    const described = await mapTables(
      names,
      async (table): Promise<readonly (readonly [string, TableFacts])[]> => {
        const description = await askRegion({ region: name, action: 'DescribeTable', table }, () =>
          describeTable(service.dataClient(name), table),
        );
        return description === undefined ? [] : [[table, describeTableFacts(description)]];
      },
    );
    const tables = new Map(described.flat());
    return { name, role: 'data', endpoint: name, answer: { tookMs: 0 }, tables, denied: [], rights: [] };
  };
  const [first, second] = await Promise.all([look(regions[0]), look(regions[1])]);
  return names
    .flatMap((table) => assessTable(table, [first, second], 'understudy.yaml'))
    .filter((check): check is FailedCheck => 'code' in check && BREAKING.has(check.code));
}
