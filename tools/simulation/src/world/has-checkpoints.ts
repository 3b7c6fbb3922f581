import { partKey } from '@understudy/replicator';
import { LINKS_TABLE } from '@understudy/links';
import { TABLE } from '../limits.ts';
import { otherOf } from '../properties/property.ts';
import type { DataRegion } from '../types.ts';
import type { Region } from './region.ts';

/** Whether the link out of `source` has read something of every shard of its stream, or has finished it. */
export function hasCheckpoints(regions: Readonly<Record<DataRegion, Region>>, source: DataRegion): boolean {
  const { database } = regions[source];
  const link = { table: TABLE, source, target: otherOf(source) };
  const { Table } = database.perform('DescribeTable', { TableName: TABLE });
  const { StreamDescription } = database.perform('DescribeStream', { StreamArn: Table?.LatestStreamArn });
  return (StreamDescription?.Shards ?? []).every(({ ShardId = '' }) => {
    const Key = partKey(link, `shard#${ShardId}`);
    const { Item } = regions[link.target].database.perform('GetItem', { TableName: LINKS_TABLE, Key });
    return Item?.['sequence'] !== undefined || Item?.['finished']?.BOOL === true;
  });
}
