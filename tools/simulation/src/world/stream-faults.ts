import { TABLE } from '../limits.ts';
import { REGIONS } from '../properties/property.ts';
import type { AppTable, DataRegion, StreamEvent } from '../types.ts';
import { hasCheckpoints } from './has-checkpoints.ts';
import type { Onlooker } from './onlooker.ts';
import type { Region } from './region.ts';

interface StreamFaultsSettings {
  readonly regions: Readonly<Record<DataRegion, Region>>;
  readonly tables: readonly AppTable[];
  readonly onlooker: Onlooker;
}

/** What streams do by themselves: they split, roll, lag and are trimmed. */
export class StreamFaults {
  readonly #settings: StreamFaultsSettings;

  constructor(settings: StreamFaultsSettings) {
    this.#settings = settings;
  }

  disturb({ region, what, table = TABLE, ms = 0 }: StreamEvent): void {
    const { regions, tables, onlooker } = this.#settings;
    if (!regions[region].isUp || !tables.includes(table)) return;
    const controls = regions[region].database.stream(table);
    onlooker.note(`the stream of ${table} in ${region}: ${what}${what === 'hold' ? ` for ${ms} ms` : ''}`);
    if (what === 'split') controls.splitShard();
    else if (what === 'roll') controls.rollShard();
    else if (what === 'hold') controls.delay(ms);
    else {
      onlooker.trimmed.add(region);
      for (const { key, native, region: of } of onlooker.journal.changes)
        if (native && of === region) onlooker.gaps.add(key);
      // Of a shard in which a link has no checkpoint it can't know what was there before it came; but real streams
      // drop only what is a day old, which its clock tells it (RetentionWindow.detectExpired).
      if (!hasCheckpoints(regions, region, table)) onlooker.heard.add('stream.gap_found');
      controls.trim();
    }
  }

  /** Nothing is held back any more. */
  heal(): void {
    const { regions, tables } = this.#settings;
    for (const region of REGIONS) {
      if (!regions[region].isUp) continue;
      for (const table of tables) {
        const controls = regions[region].database.stream(table);
        controls.delay(0);
        controls.reveal();
      }
    }
  }
}
