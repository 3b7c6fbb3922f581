import { scanTable, type ScanTableOptions } from '@understudy/observers';
import type { Content } from '../journal/types.ts';
import { keyText, TABLES } from '../service/tables.ts';

export interface ReadRegionOptions {
  /** Sends to the region, past the failover client. */
  readonly client: ScanTableOptions['client'];
  /** The attribute that is no content. */
  readonly stampAttribute: string;
}

/** Every item of the application in one region, by key, without its stamp. @throws the SDK's error */
export async function readRegion({
  client,
  stampAttribute,
}: ReadRegionOptions): Promise<ReadonlyMap<string, Content>> {
  const items = new Map<string, Content>();
  await Promise.all(
    TABLES.map((table) =>
      scanTable({ client, table }, (page) => {
        for (const { [stampAttribute]: _, ...content } of page) items.set(keyText(table, content), content);
      }),
    ),
  );
  return items;
}
