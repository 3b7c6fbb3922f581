import { LINKS_TABLE } from '@understudy/links';
import { isMarked, stampOfItem } from '../world/stamp-of-item.ts';
import { partsOf } from '../world/parts-of.ts';
import type { ItemChange, OwnChange } from '../world/journal.ts';
import type { DataRegion } from '../types.ts';
import type { Property, Scene } from './property.ts';

interface Record {
  readonly change: ItemChange;
  readonly order: number;
}

/**
 * 5. A checkpoint never passes a record that was not settled: applied, lost and written down, parked, or superseded by a
 * later write of the source.
 */
export function checkpointsKeepBehind(scene: Scene): Property {
  const unsettled = new Map<string, Record[]>();
  return {
    itemChanged(change) {
      if (change.shard === undefined || !isNativeRecord(change)) return;
      const shard = `${change.region} ${change.shard}`;
      const records = unsettled.get(shard);
      const record = { change, order: scene.journal.order };
      if (records === undefined) unsettled.set(shard, [record]);
      else records.push(record);
    },
    ownChanged({ table, after, key, region }: OwnChange) {
      const part = key.part?.S;
      const checkpoint = after?.sequence?.S;
      if (table !== LINKS_TABLE || checkpoint === undefined || part?.startsWith('shard#') !== true) return;
      const [, source = ''] = (key.link?.S ?? '').split('|');
      const records = unsettled.get(`${source} ${part.slice('shard#'.length)}`) ?? [];
      const passed = records.findIndex(({ change }) => change.sequence > checkpoint);
      const many = passed < 0 ? records.length : passed;
      if (many === 0) return;
      // From the last to the first: one that a later one of its key was coalesced into is settled with it.
      const settled = new Set<string>();
      for (let at = records.length - 1; at >= 0; at -= 1) {
        const record = records[at];
        if (record === undefined) continue;
        const { key: name, sequence } = record.change;
        const done = settled.has(name) || isSettled(scene, record, region as DataRegion);
        if (done) settled.add(name);
        else if (at < many)
          scene.broke(
            5,
            `the link from ${source} is checkpointed past ${sequence} of ${name}, which is not settled in ${region}`,
          );
      }
      records.splice(0, many);
    },
  };
}

/** As the protocol tells them apart, from what really happened. */
function isNativeRecord({ native, after, before }: ItemChange): boolean {
  return native && (after !== undefined || (before !== undefined && !isMarked(before)));
}

function isSettled(scene: Scene, { change, order }: Record, target: DataRegion): boolean {
  const { journal, ledger, parked, gaps } = scene;
  const { region: source, key, sequence, after } = change;
  if (gaps.has(key) || scene.lostDisks.size > 0) return true;
  if (ledger.has(source, sequence) || parked.has(`${source} ${sequence}`)) return true;
  const highest = journal.highestStamp(target, key);
  const { region, sequence: seen } = partsOf(highest);
  if (region === source && seen !== '0' && seen >= sequence) return true;
  if (after === undefined) return journal.absentSince(target, key, order) || !scene.items(target).has(key);
  const stamp = stampOfItem(after);
  return stamp !== undefined && highest >= `${stamp.slice(0, 32)}${sequence.padStart(40, '0')}`;
}
