import { TABLE } from '../limits.ts';
import { REGIONS } from '../properties/property.ts';
import type { AppTable, DataRegion, StreamEvent } from '../types.ts';
import { hasCheckpoints } from './has-checkpoints.ts';
import type { Onlooker } from './onlooker.ts';
import type { Region } from './region.ts';
import type { Scheduler } from './scheduler.ts';

interface StreamFaultsSettings {
  readonly regions: Readonly<Record<DataRegion, Region>>;
  readonly scheduler: Scheduler;
  readonly tables: readonly AppTable[];
  readonly onlooker: Onlooker;
}

/** What streams do, by themselves or because someone switches them off. */
export class StreamFaults {
  readonly #settings: StreamFaultsSettings;

  constructor(settings: StreamFaultsSettings) {
    this.#settings = settings;
  }

  disturb({ region, what, table = TABLE, ms = 0, many = 1 }: StreamEvent): void {
    const { regions, tables, onlooker, scheduler } = this.#settings;
    if (!regions[region].isUp || !tables.includes(table)) return;
    const { database } = regions[region];
    const controls = database.stream(table);
    onlooker.note(`the stream of ${table} in ${region}: ${what} (${ms} ms, ${many})`);
    switch (what) {
      case 'split':
      case 'roll':
        if (controls.openShards.length === 0) return;
        if (what === 'split') controls.splitShard();
        else controls.rollShard();
        return;
      case 'hold':
        controls.delay(ms);
        return;
      case 'trim':
        this.#trim(region, table);
        return;
      case 'empty-pages':
        controls.emptyPages(many);
        return;
      case 'list-late':
        controls.listLate(ms);
        if (controls.openShards.length > 0) controls.rollShard();
        return;
      case 'unlist':
        for (const shard of controls.shards.slice(0, many)) controls.unlist(shard);
        scheduler.after(ms, () => regions[region].database.stream(table).listAll());
        return;
      case 'throttle-lists':
        database.limitDescribeStream(many);
        return;
      case 'off-on':
        this.#switchOff(region, table, ms);
    }
  }

  #trim(region: DataRegion, table: AppTable): void {
    const { regions, onlooker } = this.#settings;
    onlooker.trimmed.add(region);
    for (const { key, native, region: of } of onlooker.journal.changes)
      if (native && of === region) onlooker.gaps.add(key);
    // Of a shard in which a link has no checkpoint it can't know what was there before it came; but real streams
    // drop only what is a day old, which its clock tells it (RetentionWindow.detectExpired).
    if (!hasCheckpoints(regions, region, table)) onlooker.heard.add('stream.gap_found');
    regions[region].database.stream(table).trim();
  }

  #switchOff(region: DataRegion, table: AppTable, forMs: number): void {
    const { regions, scheduler, onlooker } = this.#settings;
    const { database } = regions[region];
    const { Table } = database.perform('DescribeTable', { TableName: table });
    if (Table?.StreamSpecification?.StreamEnabled !== true) return;
    database.stream(table).switchOff();
    scheduler.after(forMs, () => {
      // The region may have lost its disk meanwhile, and the stream with it.
      if (regions[region].database !== database) return;
      database.stream(table).switchOn();
      onlooker.note(`another stream of ${table} in ${region} is switched on`);
    });
  }

  /** Nothing is held back, left out or throttled any more. */
  heal(): void {
    const { regions, tables } = this.#settings;
    for (const region of REGIONS) {
      if (!regions[region].isUp) continue;
      regions[region].database.limitDescribeStream(Infinity);
      for (const table of tables) {
        const controls = regions[region].database.stream(table);
        controls.delay(0);
        controls.reveal();
        controls.emptyPages(0);
        controls.listLate(0);
        controls.listAll();
      }
    }
  }
}
