import { LINKS_TABLE } from '@understudy/links';
import { partKey } from '@understudy/replicator';
import type { Route } from '@understudy/route';
import { TABLE } from '../limits.ts';
import { otherOf, REGIONS } from '../other-of.ts';
import type { AppTable, DataRegion, RecreateEvent, StreamEvent } from '../types.ts';
import { hasCheckpoints } from './has-checkpoints.ts';
import type { Onlooker } from './onlooker.ts';
import type { Region } from './region.ts';
import type { Scheduler } from './scheduler.ts';
import { unsettledChanges } from './unsettled-changes.ts';

interface StreamFaultsSettings {
  readonly regions: Readonly<Record<DataRegion, Region>>;
  readonly scheduler: Scheduler;
  readonly tables: readonly AppTable[];
  readonly onlooker: Onlooker;
  readonly route: () => Route;
}

/** What streams do by themselves, and what people do who switch them off or make a table again. */
export class StreamFaults {
  readonly #settings: StreamFaultsSettings;
  #hasReplaced = false;

  constructor(settings: StreamFaultsSettings) {
    this.#settings = settings;
  }

  /** Whether a stream was ever switched off, or a table made again. */
  get hasReplaced(): boolean {
    return this.#hasReplaced;
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

  /** As a person does who restores a backup under the table's name. What it means for its links, the route says. */
  recreate({ region, table = TABLE }: RecreateEvent): void {
    const { regions, tables, onlooker, scheduler, route } = this.#settings;
    if (!regions[region].isUp || !tables.includes(table) || !this.#mayReplace(region, table)) return;
    onlooker.note(`${table} of ${region} is made again`);
    const other = otherOf(region);
    const known = route();
    // The region that a move goes to has yet to be written to; and a link that sees the table after an abort has nothing to say.
    const writer = known.phase === 'steady' ? known.writer : known.from;
    const holdsCopies = (one: DataRegion) => known.merging.length === 0 && writer !== one;
    // A link whose source can only hold copies has nothing to lose.
    for (const source of [region, other])
      if (!holdsCopies(source)) onlooker.unseeded.add({ table, source }, scheduler.nowMs);
    this.#hasReplaced = true;
    onlooker.trimmed.add(region);
    onlooker.forgetTable(region, table);
    regions[region].database.recreateTable(table);
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
    if (!this.#mayReplace(region, table)) return;
    this.#hasReplaced = true;
    onlooker.trimmed.add(region);
    // A link that begins to lead once another stream is on does not read this one to its end.
    for (const { key } of unsettledChanges({ regions, journal: onlooker.journal, region, table }))
      onlooker.gaps.add(key);
    regions[region].database.stream(table).switchOff();
    scheduler.after(forMs, () => this.#switchOn(region, table));
  }

  #switchOn(region: DataRegion, table: AppTable): void {
    const { regions, onlooker } = this.#settings;
    if (this.#isOn(region, table)) return;
    regions[region].database.stream(table).switchOn();
    onlooker.note(`another stream of ${table} in ${region} is switched on`);
  }

  /** What links have never seen they can't miss; and what a lost disk held, a backfill brings. */
  #mayReplace(region: DataRegion, table: AppTable): boolean {
    const { regions, onlooker } = this.#settings;
    const haveSeen = REGIONS.every((source) => {
      const link = { table, source, target: otherOf(source) };
      const Key = partKey(link, 'tables');
      return (
        regions[link.target].database.perform('GetItem', { TableName: LINKS_TABLE, Key }).Item !== undefined
      );
    });
    return haveSeen && onlooker.lostDisks.size === 0 && this.#isOn(region, table);
  }

  #isOn(region: DataRegion, table: AppTable): boolean {
    const { Table } = this.#settings.regions[region].database.perform('DescribeTable', { TableName: table });
    return Table?.StreamSpecification?.StreamEnabled === true;
  }

  /** Nothing is held back, left out or throttled any more. */
  heal(): void {
    const { regions, tables } = this.#settings;
    for (const region of REGIONS) {
      if (!regions[region].isUp) continue;
      regions[region].database.limitDescribeStream(Infinity);
      for (const table of tables) {
        this.#switchOn(region, table);
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
