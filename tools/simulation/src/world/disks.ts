import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { LinkName } from '@understudy/links';
import { DynamoLinkStore, RestWatch } from '@understudy/replicator';
import type { Route } from '@understudy/route';
import { DEFAULT_STAMP_ATTRIBUTE, encodeVersion, stampOf } from '@understudy/versions';
import { LIMITS } from '../limits.ts';
import { otherOf, REGIONS } from '../other-of.ts';
import type { AppTable, DataRegion } from '../types.ts';
import type { Region } from './region.ts';
import type { Scheduler } from './scheduler.ts';

export interface DisksSettings {
  readonly regions: Readonly<Record<DataRegion, Region>>;
  readonly scheduler: Scheduler;
  readonly tables: readonly AppTable[];
  readonly route: () => Route;
  readonly note: (what: string) => void;
  /** Whether a table waits for a re-seed that no history makes. */
  readonly isUnseeded: (table: string) => boolean;
}

/** How often a region that lost its disk is looked at, whether it may be filled. */
const LOOK_MS = 100;

/** Which regions have lost their disk, and how those are filled again. */
export class Disks {
  readonly #settings: DisksSettings;
  /** Regions that are gone with their disk. */
  readonly #lost = new Set<DataRegion>();
  /** Regions that are back with nothing in them, and what is waited for before they are filled. */
  readonly #unseeded = new Map<DataRegion, ReadonlyMap<AppTable, RestWatch>>();

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
    const watches = new Map(this.#settings.tables.map((table) => [table, new RestWatch(LIMITS)]));
    this.#unseeded.set(region, watches);
    this.#seedWhenAtRest(region, watches);
  }

  /** As a person does who re-seeds what a link's stream lost: links answer no barrier before. */
  clearGap(link: LinkName): void {
    const { regions, scheduler, note, isUnseeded } = this.#settings;
    if (isUnseeded(link.table)) return;
    const source = link.source as DataRegion;
    const target = otherOf(source);
    const again = () => this.clearGap(link);
    if (!this.isSeeded(source) || !this.isSeeded(target) || !regions[source].isUp || !regions[target].isUp) {
      scheduler.after(LOOK_MS, again);
      return;
    }
    const store = new DynamoLinkStore(regions[target].database.client);
    void store.readGap(link).then(async (gap) => {
      if (gap !== undefined && (await store.dropGap(link, gap)))
        note(`the gap of ${link.table} from ${source} to ${target} is filled`);
      // A link that had noted it, and not yet seen that it is filled, notes it again.
      scheduler.after(LOOK_MS, again);
    });
  }

  /** As a backfill does: nothing is copied while anything may land in the source that the link from the empty region has sent. */
  #seedWhenAtRest(region: DataRegion, watches: ReadonlyMap<AppTable, RestWatch>): void {
    const { regions, scheduler } = this.#settings;
    if (this.#unseeded.get(region) !== watches || this.#lost.has(region)) return;
    scheduler.after(LOOK_MS, () => this.#seedWhenAtRest(region, watches));
    const route = this.#settings.route();
    const other = otherOf(region);
    if (route.phase !== 'steady' || route.writer !== other) return;
    if (!REGIONS.every((one) => regions[one].isUp)) return;
    const links = new DynamoLinkStore(regions[other].database.client);
    const atRest = [...watches].map(async ([table, watch]) => {
      const back = { table, source: region, target: other };
      const [leader, status] = await Promise.all([links.readLeader(back), links.readStatus(back)]);
      return watch.look(leader, status, scheduler.nowMs);
    });
    void Promise.all(atRest).then((all) => {
      if (all.every(Boolean) && this.#unseeded.get(region) === watches) this.#seed(region);
    });
  }

  /** Each item of the other region with its own stamp, where the link has not brought a later one. */
  #seed(region: DataRegion): void {
    const { regions, note } = this.#settings;
    const { database } = regions[region];
    for (const TableName of this.#settings.tables) {
      const { Items = [] } = regions[otherOf(region)].database.perform('Scan', { TableName });
      for (const Item of Items) {
        const Key = { id: Item['id'] as AttributeValue };
        const { Item: there } = database.perform('GetItem', { TableName, Key });
        // What no client stamped bears the least of all versions, as backfilled.
        const stamp = stampOf(Item) ?? encodeVersion({ epoch: 0, region: otherOf(region), sequence: '0' });
        if ((stampOf(there) ?? '') < stamp)
          database.perform('PutItem', {
            TableName,
            Item: { ...Item, [DEFAULT_STAMP_ATTRIBUTE]: { S: stamp } },
          });
      }
    }
    this.#unseeded.delete(region);
    note(`${region} has all that ${otherOf(region)} has`);
  }
}
