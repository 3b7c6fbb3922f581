import { partKey } from '@understudy/replicator';
import { LINKS_TABLE } from '@understudy/links';
import { otherOf } from '../other-of.ts';
import type { AppTable, DataRegion } from '../types.ts';
import type { Region } from './region.ts';

/** Whether the table's link out of `source` has read something of every shard of its stream, or has finished it. */
export function hasCheckpoints(
  regions: Readonly<Record<DataRegion, Region>>,
  source: DataRegion,
  table: AppTable,
): boolean {
  const { database } = regions[source];
  const link = { table, source, target: otherOf(source) };
  const { Table } = database.perform('DescribeTable', { TableName: table });
  const { StreamDescription } = database.perform('DescribeStream', { StreamArn: Table?.LatestStreamArn });
  return (StreamDescription?.Shards ?? []).every(({ ShardId = '' }) => {
    const Key = partKey(link, `shard#${ShardId}`);
    const { Item } = regions[link.target].database.perform('GetItem', { TableName: LINKS_TABLE, Key });
    return Item?.['sequence'] !== undefined || Item?.['finished']?.BOOL === true;
  });
}
