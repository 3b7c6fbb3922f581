import type { Clock, Limits, Randomness } from '@understudy/core';
import type { InMemoryDynamoDB } from '@understudy/simulator';
import { DEFAULT_STAMP_ATTRIBUTE, epochCeiling, nativeStamp, type Item } from '@understudy/versions';
import { canonicalContent } from '../same-content.ts';

export interface WritersSettings {
  readonly clock: Clock;
  readonly chance: Randomness;
  readonly limits: Pick<Limits, 'maxRequestAgeMs'>;
  readonly database: InMemoryDynamoDB;
  readonly table: string;
  readonly region: string;
  readonly keys: readonly string[];
}

const EPOCH = 1;
/** How often in ms one of them writes, on average. */
const EVERY_MS = 70;

/** Applications that put, update and delete at the writer, stamped and fenced as the failover client's requests are. */
export class RandomWriters {
  readonly #settings: WritersSettings;
  /** What the requests have left, in the order in which they landed: the item without its stamp. */
  readonly last = new Map<string, Item>();
  /** Deleted behind a scan, and mostly not written any more: nothing else would put right what a backfill brings back. */
  readonly #retired = new Set<string>();
  #writing = true;
  #count = 0;
  deletedBehindScan = 0;

  constructor(settings: WritersSettings) {
    this.#settings = settings;
  }

  /** Writes until it is stopped. */
  async run(): Promise<void> {
    const { clock, chance, keys } = this.#settings;
    for (;;) {
      await clock.sleep(chance.fraction() * 2 * EVERY_MS);
      if (!this.#writing) return;
      const key = keys[Math.floor(chance.fraction() * keys.length)] ?? '';
      if (!this.#retired.has(key)) this.#soon(key);
    }
  }

  stop(): void {
    this.#writing = false;
  }

  /** Some of the items that a backfill has read and not written yet are deleted, or written, in that moment. */
  scanned(items: readonly Item[]): void {
    const { chance, clock } = this.#settings;
    for (const item of items) {
      const key = item.id?.S ?? '';
      const draw = chance.fraction();
      if (!this.#writing || draw > 0.4) continue;
      const behindMs = chance.fraction() ** 2 * 600;
      if (draw > 0.3) {
        void clock.sleep(behindMs).then(() => {
          this.#soon(key);
        });
        continue;
      }
      if (chance.fraction() < 0.8) this.#retired.add(key);
      void clock.sleep(behindMs).then(() => {
        if (!this.#writing) return;
        this.#delete(key);
        this.deletedBehindScan += 1;
      });
    }
  }

  /** Puts, updates or deletes; now and then a request is held up on its way. */
  #soon(key: string): void {
    if (!this.#writing) return;
    const { chance, clock, limits } = this.#settings;
    const draw = chance.fraction();
    const write = () => {
      if (draw < 0.4) this.#put(key);
      else if (draw < 0.65) this.#update(key);
      else this.#delete(key);
    };
    if (chance.fraction() < 0.1) void clock.sleep(chance.fraction() * limits.maxRequestAgeMs).then(write);
    else write();
  }

  #put(key: string): void {
    const item = { id: { S: key }, value: { S: this.#value() } };
    const { database, table } = this.#settings;
    const { condition, ceiling, stamp } = this.#stamped();
    database.perform('PutItem', {
      TableName: table,
      Item: { ...item, [DEFAULT_STAMP_ATTRIBUTE]: stamp },
      ...condition,
      ExpressionAttributeValues: ceiling,
    });
    this.last.set(key, item);
  }

  #update(key: string): void {
    const value = { S: this.#value() };
    const { database, table } = this.#settings;
    const { condition, ceiling, stamp } = this.#stamped();
    database.perform('UpdateItem', {
      TableName: table,
      Key: { id: { S: key } },
      UpdateExpression: 'SET updated = :value, #v = :stamp',
      ...condition,
      ExpressionAttributeValues: { ...ceiling, ':value': value, ':stamp': stamp },
    });
    this.last.set(key, { id: { S: key }, ...this.last.get(key), updated: value });
  }

  #delete(key: string): void {
    const { database, table } = this.#settings;
    const { condition, ceiling } = this.#stamped();
    database.perform('DeleteItem', {
      TableName: table,
      Key: { id: { S: key } },
      ...condition,
      ExpressionAttributeValues: ceiling,
    });
    this.last.delete(key);
  }

  /** Condition of every write: no later epoch than the writer's has written here. */
  #stamped() {
    const { clock, region } = this.#settings;
    return {
      condition: {
        ConditionExpression: 'attribute_not_exists(#v) OR #v < :ceiling',
        ExpressionAttributeNames: { '#v': DEFAULT_STAMP_ATTRIBUTE },
      },
      ceiling: { ':ceiling': { S: epochCeiling(EPOCH) } },
      stamp: { S: nativeStamp(EPOCH, region, clock.wallMs(), String(this.#count)) },
    };
  }

  #value(): string {
    this.#count += 1;
    return `written ${this.#count}`;
  }

  /** What a region has to hold, by key, as texts. */
  contents(): ReadonlyMap<string, string> {
    return new Map(
      [...this.last].map(([key, item]) => [key, canonicalContent(item, DEFAULT_STAMP_ATTRIBUTE)]),
    );
  }
}
