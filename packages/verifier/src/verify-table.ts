import { systemClock, systemRandomness, type Clock, type Randomness } from '@understudy/core';
import { DEFAULT_STAMP_ATTRIBUTE, keyText, MOST_ITEM_BYTES, type Item } from '@understudy/versions';
import { CapacityLimit } from './capacity-limit.ts';
import { SecondLooks, type Verdict } from './second-looks.ts';
import { isFull } from './is-full.ts';
import { verifyOptions, type VerifyOptions } from './options.ts';
import { Pairing } from './pairing.ts';
import { readKeyNames, readPage, type SegmentOf } from './read-page.ts';
import type { Both, Difference, Side, TableReport, VerifiedRegion, VerifiedTable } from './types.ts';

export interface VerifyTableOptions {
  readonly regions: Both<VerifiedRegion>;
  readonly table: VerifiedTable;
  readonly stampAttribute?: string;
  readonly options?: Partial<VerifyOptions>;
  /** One of `total` equal parts of the key space, instead of all of it. */
  readonly part?: SegmentOf;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly signal?: AbortSignal;
  /** Told of each difference as it is found, also beyond those that are listed; the next ones wait for it. */
  readonly onDifference?: (difference: Difference) => Promise<void> | void;
  /** Told after each page how many items were scanned so far, in both regions together. */
  readonly onProgress?: (items: number) => void;
}

/** How far one side may be ahead within a segment, in items that wait, before it pauses. */
const AHEAD_ITEMS = 500;

/** Items of a page while the cost of an item is unknown, under a limit of capacity. */
const FIRST_PAGE_ITEMS = 100;

/**
 * Compares every item of a table both ways: scans of both regions go side by side through the same key space and are
 * paired in bounded memory; whatever they don't explain is looked up by its key, strongly consistent, until it is the
 * same or has not changed for `lagMs`. Stamps are no content.
 * @throws VerifierError `UND_VERIFIER_OPTIONS_INVALID`, `UND_VERIFIER_TABLE_MISSING`,
 * `UND_VERIFIER_KEY_SCHEMA_DIFFERS`; what the clients throw; the signal's reason
 */
export async function verifyTable(given: VerifyTableOptions): Promise<TableReport> {
  const options = verifyOptions(given.options);
  const clock = given.clock ?? systemClock();
  const keyNames = await readKeyNames(given.regions, given.table.name);
  return new Verification(given, options, clock, keyNames).run();
}

class Verification {
  readonly #given: VerifyTableOptions;
  readonly #options: VerifyOptions;
  readonly #clock: Clock;
  readonly #limits: Both<CapacityLimit>;
  readonly #pairing: Pairing;
  readonly #looks: SecondLooks;
  readonly #failing = new AbortController();
  readonly #signal: AbortSignal;
  readonly #items: [number, number] = [0, 0];
  readonly #onlyIn: [number, number] = [0, 0];
  readonly #differences: Difference[] = [];
  readonly #unsettledKeys: Item[] = [];
  readonly #full: [number, number] = [0, 0];
  readonly #fullKeys = new Map<string, Item>();
  readonly #keyNames: readonly string[];
  #different = 0;
  #unsettled = 0;
  #changedOnTheWay = 0;
  #twice = 0;

  constructor(given: VerifyTableOptions, options: VerifyOptions, clock: Clock, keyNames: readonly string[]) {
    this.#given = given;
    this.#keyNames = keyNames;
    this.#options = options;
    this.#clock = clock;
    this.#signal =
      given.signal === undefined
        ? this.#failing.signal
        : AbortSignal.any([given.signal, this.#failing.signal]);
    this.#limits = [
      new CapacityLimit(clock, options.unitsPerSecond),
      new CapacityLimit(clock, options.unitsPerSecond),
    ];
    const stampAttribute = given.stampAttribute ?? DEFAULT_STAMP_ATTRIBUTE;
    this.#looks = new SecondLooks({
      regions: given.regions,
      limits: this.#limits,
      table: given.table.name,
      keyNames,
      stampAttribute,
      lagMs: options.lagMs,
      looks: options.looks,
      mostSuspects: options.mostSuspects,
      clock,
      randomness: given.randomness ?? systemRandomness,
      signal: this.#signal,
      onVerdict: (verdict) => this.#take(verdict),
    });
    this.#pairing = new Pairing({
      keyNames,
      stampAttribute,
      windowBytes: options.windowBytes,
      onSuspect: (key, seenIn) => this.#looks.add(key, seenIn),
    });
  }

  async run(): Promise<TableReport> {
    const startedMs = this.#clock.monotonicMs();
    const parts = await Promise.allSettled([this.#orFail(this.#scan()), this.#orFail(this.#looks.run())]);
    for (const part of parts) if (part.status === 'rejected') throw this.#failing.signal.reason as Error;
    return {
      table: this.#given.table.name,
      items: this.#items,
      compared: this.#pairing.keys - this.#twice,
      different: this.#different,
      onlyIn: this.#onlyIn,
      unsettled: this.#unsettled,
      changedOnTheWay: this.#changedOnTheWay,
      lookedAgain: this.#looks.looked,
      differences: this.#differences,
      unsettledKeys: this.#unsettledKeys,
      full: this.#full,
      fullKeys: [...this.#fullKeys.values()],
      capacityUnits: [this.#limits[0].used, this.#limits[1].used],
      elapsedMs: this.#clock.monotonicMs() - startedMs,
    };
  }

  /** Whatever fails first ends everything. */
  async #orFail(part: Promise<void>): Promise<void> {
    try {
      await part;
    } catch (error) {
      this.#failing.abort(error);
      this.#looks.end();
      throw error;
    }
  }

  async #scan(): Promise<void> {
    const { part } = this.#given;
    const total = this.#options.segments;
    const segments =
      part === undefined ? Array.from({ length: total }, (_none, segment) => ({ segment, total })) : [part];
    const all = segments.map((segment) => this.#orFail(this.#scanSegment(segment, segments.length)));
    await Promise.all(all);
    this.#pairing.end();
    this.#looks.end();
  }

  /** Both regions' scans of one segment, page by page; the one that is ahead waits. */
  async #scanSegment(segment: SegmentOf, sideBySide: number): Promise<void> {
    const ends: [SegmentEnd, SegmentEnd] = [{ done: false }, { done: false }];
    while (!ends[0].done || !ends[1].done) {
      this.#signal.throwIfAborted();
      await this.#looks.room();
      const [left, right] = this.#pairing.waitingIn(segment.segment);
      const goes = (side: Side, ahead: number) =>
        !ends[side].done && (ends[side === 0 ? 1 : 0].done || ahead <= AHEAD_ITEMS);
      await Promise.all([
        goes(0, left - right) ? this.#readOn(0, segment, ends, sideBySide) : undefined,
        goes(1, right - left) ? this.#readOn(1, segment, ends, sideBySide) : undefined,
      ]);
    }
  }

  async #readOn(
    side: Side,
    segment: SegmentOf,
    ends: [SegmentEnd, SegmentEnd],
    sideBySide: number,
  ): Promise<void> {
    const { regions, table, onProgress } = this.#given;
    const { items, next, bytes } = await readPage(
      regions[side],
      this.#limits[side],
      table.name,
      segment,
      ends[side].from,
      this.#pageItems(side, sideBySide),
      this.#signal,
    );
    this.#items[side] += items.length;
    const itemBytes = items.length === 0 ? 0 : bytes / items.length;
    for (const item of items) {
      if (bytes >= MOST_ITEM_BYTES) this.#noteFull(side, item);
      this.#pairing.meet(side, item, segment.segment, itemBytes);
    }
    ends[side] = next === undefined ? { done: true } : { done: false, from: next };
    onProgress?.(this.#items[0] + this.#items[1]);
  }

  /** Only a page as large as that can hold such an item. */
  #noteFull(side: Side, item: Item): void {
    if (!isFull(item, this.#given.stampAttribute ?? DEFAULT_STAMP_ATTRIBUTE)) return;
    this.#full[side] += 1;
    if (this.#fullKeys.size >= this.#options.listed) return;
    const key = Object.fromEntries(this.#keyNames.map((name) => [name, item[name]])) as Item;
    this.#fullKeys.set(keyText(key), key);
  }

  /** Under a limit, pages are of the size that a second of capacity pays for; else as large as DynamoDB makes them. */
  #pageItems(side: Side, sideBySide: number): number | undefined {
    const { unitsPerSecond } = this.#options;
    if (unitsPerSecond === 0) return undefined;
    const scanned = this.#items[side];
    if (scanned === 0)
      return Math.min(FIRST_PAGE_ITEMS, Math.max(1, Math.floor(unitsPerSecond / sideBySide)));
    const unitsPerItem = Math.max(this.#limits[side].used, 0.5) / scanned;
    return Math.max(1, Math.floor(unitsPerSecond / sideBySide / unitsPerItem));
  }

  async #take(verdict: Verdict): Promise<void> {
    const { listed } = this.#options;
    if (verdict.is === 'same') {
      if (verdict.scanned === undefined) this.#changedOnTheWay += 1;
      else if (verdict.scanned === 1) this.#twice += 1;
    } else if (verdict.is === 'counted-elsewhere') this.#twice += 1;
    else if (verdict.is === 'unsettled') {
      this.#unsettled += 1;
      if (this.#unsettledKeys.length < listed) this.#unsettledKeys.push(verdict.key);
    } else {
      await this.#count(verdict);
    }
  }

  async #count({ key, copies, attributes }: Verdict & { is: 'different' }): Promise<void> {
    const { regions, table, onDifference } = this.#given;
    const only: Side | undefined = copies[1] === undefined ? 0 : copies[0] === undefined ? 1 : undefined;
    if (only !== undefined) this.#onlyIn[only] += 1;
    const difference: Difference = {
      table: table.name,
      key,
      copies,
      attributes,
      ...(only === undefined ? {} : { onlyIn: regions[only].name }),
    };
    this.#different += 1;
    if (this.#differences.length < this.#options.listed) this.#differences.push(difference);
    await onDifference?.(difference);
  }
}

interface SegmentEnd {
  readonly done: boolean;
  readonly from?: Item;
}
