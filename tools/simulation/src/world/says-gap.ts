import { partKey } from '@understudy/replicator';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import type { DataRegion } from '../types.ts';
import type { Region } from './region.ts';

/** What a link says that does not replicate, as the source's table was made again. */
const REPLACED = 'link.blocked UND_REPLICATOR_TABLE_REPLACED';

/** As the event of a link is remembered among those that were heard. */
export function heardOfLink(event: string, facts: Readonly<Record<string, unknown>>): string {
  const { code = '', table = '', source = '' } = facts as Readonly<Record<string, string>>;
  return `${event} ${code} ${table} ${source}`;
}

/** Whether a link has said that changes may be missing: by a gap that it has written down, or as it refuses to replicate. */
export function saysGap(
  regions: Readonly<Record<DataRegion, Region>>,
  heard: ReadonlySet<string>,
  link: LinkName,
): boolean {
  if (heard.has(`${REPLACED} ${link.table} ${link.source}`)) return true;
  const { database } = regions[link.target as DataRegion];
  const { Item } = database.perform('GetItem', { TableName: LINKS_TABLE, Key: partKey(link, 'gap') });
  return Item !== undefined;
}
