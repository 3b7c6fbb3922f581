import { describeTable } from '@understudy/route-store';
import { askRegion } from './ask-region.ts';
import { ServiceError } from './errors.ts';
import { askGlobalTable, globalTableVersion } from './global-table-version.ts';
import type { OpenedService } from './open-service.ts';

/**
 * Refuses a table that is a replica of a DynamoDB global table in one of the regions.
 * @throws ServiceError `UND_SERVICE_GLOBAL_TABLE`, and what `askRegion` throws
 */
export async function refuseGlobalTables(
  service: Pick<OpenedService, 'regions' | 'dataClient'>,
  table: string,
): Promise<void> {
  await Promise.all(
    service.regions.map(async (region) => {
      const sender = service.dataClient(region);
      const description = await askRegion({ region, action: 'DescribeTable', table }, () =>
        describeTable(sender, table),
      );
      if (description === undefined) return;
      const version = globalTableVersion(description) ?? (await askGlobalTable(sender, region, table));
      if (version === undefined) return;
      throw new ServiceError('UND_SERVICE_GLOBAL_TABLE', {
        what: `Table ${table} in ${region} is a replica of a DynamoDB global table (version ${version}).`,
        details: { region, table, version },
      });
    }),
  );
}
