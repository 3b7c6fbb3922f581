import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { DynamoLinkStore, RestWatch } from '@understudy/replicator';
import type { Route } from '@understudy/route';
import { stampOf } from '@understudy/versions';
import { LIMITS, TABLE } from '../limits.ts';
import { otherOf, REGIONS } from '../properties/property.ts';
import type { DataRegion } from '../types.ts';
import type { Region } from './region.ts';
import type { Scheduler } from './scheduler.ts';

export interface DisksSettings {
  readonly regions: Readonly<Record<DataRegion, Region>>;
  readonly scheduler: Scheduler;
  readonly route: () => Route;
  readonly note: (what: string) => void;
}

/** How often a region that lost its disk is looked at, whether it may be filled. */
const LOOK_MS = 100;

/** Which regions have lost their disk, and how those are filled again. */
export class Disks {
  readonly #settings: DisksSettings;
  /** Regions that are gone with their disk. */
  readonly #lost = new Set<DataRegion>();
  /** Regions that are back with nothing in them, and what is waited for before they are filled. */
  readonly #unseeded = new Map<DataRegion, RestWatch>();

  constructor(settings: DisksSettings) {
    this.#settings = settings;
  }

  isLost(region: DataRegion): boolean {
    return this.#lost.has(region);
  }

  /** Whether it has its disk, or all that a backfill brings. */
  isSeeded(region: DataRegion): boolean {
    return !this.#lost.has(region) && !this.#unseeded.has(region);
  }

  lose(region: DataRegion): void {
    this.#lost.add(region);
  }

  /** New tables in the place of those that are gone; no mover moves the writer there before they are filled. */
  replace(region: DataRegion): void {
    this.#settings.regions[region].loseDisk();
    this.#lost.delete(region);
    const watch = new RestWatch(LIMITS);
    this.#unseeded.set(region, watch);
    this.#seedWhenAtRest(region, watch);
  }

  /** As a backfill does: nothing is copied while anything may land in the source that the link from the empty region has sent. */
  #seedWhenAtRest(region: DataRegion, watch: RestWatch): void {
    const { regions, scheduler } = this.#settings;
    if (this.#unseeded.get(region) !== watch || this.#lost.has(region)) return;
    scheduler.after(LOOK_MS, () => this.#seedWhenAtRest(region, watch));
    const route = this.#settings.route();
    const other = otherOf(region);
    if (route.phase !== 'steady' || route.writer !== other) return;
    if (!REGIONS.every((one) => regions[one].isUp)) return;
    const links = new DynamoLinkStore(regions[other].database.client);
    const back = { table: TABLE, source: region, target: other };
    void Promise.all([links.readLeader(back), links.readStatus(back)]).then(([leader, status]) => {
      if (watch.look(leader, status, scheduler.nowMs)) this.#seed(region);
    });
  }

  /** Each item of the other region with its own stamp, where the link has not brought a later one. */
  #seed(region: DataRegion): void {
    const { regions, note } = this.#settings;
    const { database } = regions[region];
    const { Items = [] } = regions[otherOf(region)].database.perform('Scan', { TableName: TABLE });
    for (const Item of Items) {
      const Key = { id: Item['id'] as AttributeValue };
      const { Item: there } = database.perform('GetItem', { TableName: TABLE, Key });
      if ((stampOf(there) ?? '') < (stampOf(Item) ?? ''))
        database.perform('PutItem', { TableName: TABLE, Item });
    }
    this.#unseeded.delete(region);
    note(`${region} has all that ${otherOf(region)} has`);
  }
}
