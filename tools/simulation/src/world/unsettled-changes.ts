import { partKey } from '@understudy/replicator';
import { LINKS_TABLE } from '@understudy/links';
import { otherOf } from '../other-of.ts';
import type { AppTable, DataRegion } from '../types.ts';
import { tableOf } from './item-name.ts';
import type { ItemChange, Journal } from './journal.ts';
import type { Region } from './region.ts';

interface Wanted {
  readonly regions: Readonly<Record<DataRegion, Region>>;
  readonly journal: Journal;
  readonly region: DataRegion;
  readonly table: AppTable;
}

/** What applications changed in a region's table, and its link has not checkpointed yet. */
export function unsettledChanges({ regions, journal, region, table }: Wanted): readonly ItemChange[] {
  const link = { table, source: region, target: otherOf(region) };
  const { database } = regions[link.target];
  const checkpoints = new Map<string, string>();
  const checkpointOf = (shard: string): string => {
    const known = checkpoints.get(shard);
    if (known !== undefined) return known;
    const Key = partKey(link, `shard#${shard}`);
    const { Item } = database.perform('GetItem', { TableName: LINKS_TABLE, Key });
    const read = Item?.sequence?.S ?? '';
    checkpoints.set(shard, read);
    return read;
  };
  return journal.changes.filter(
    ({ native, region: of, key, shard, sequence }) =>
      native &&
      of === region &&
      tableOf(key) === table &&
      (shard === undefined || sequence > checkpointOf(shard)),
  );
}
