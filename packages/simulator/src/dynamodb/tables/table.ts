import type { StreamViewType, TableDescription } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../values/value.ts';
import { compareKeys, type ItemKey } from './item-key.ts';
import type { KeySchema } from './key-schema.ts';

/** An item; replaced as a whole, never changed. */
export interface Entry {
  readonly key: ItemKey;
  readonly attributes: Attributes;
  /** As the 400 KB limit and the capacity count it. */
  readonly sizeBytes: number;
}

export interface TableSettings {
  readonly name: string;
  readonly schema: KeySchema;
  readonly createdMs: number;
  /** The parts of its description that the engine only keeps. */
  readonly described: Pick<
    TableDescription,
    'AttributeDefinitions' | 'KeySchema' | 'BillingModeSummary' | 'ProvisionedThroughput' | 'TableId'
  >;
}

export interface StreamSetting {
  readonly arn: string;
  readonly label: string;
  readonly viewType: StreamViewType;
}

/** The items of one table, by key and in the order of a scan. */
export class Table {
  readonly settings: TableSettings;
  /** The stream that takes the changes; undefined while none is enabled. */
  stream: StreamSetting | undefined;
  /** The newest stream, enabled or not. */
  latestStream: StreamSetting | undefined;
  /** The attribute whose time ends an item; undefined while expiry is off. */
  expiryAttribute: string | undefined;
  deletionProtected = false;
  /** The last own sequence number; undefined while it takes those of the database. */
  #sequence: number | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #ordered: ItemKey[] = [];
  #sizeBytes = 0;

  constructor(settings: TableSettings) {
    this.settings = settings;
  }

  get sequence(): number | undefined {
    return this.#sequence;
  }

  /** Counts its stream's changes from 1, whatever the database has handed out. */
  restartSequences(): void {
    this.#sequence = 0;
  }

  /** The next sequence number: its own, or else the one that `shared` hands out. */
  nextSequence(shared: () => number): number {
    if (this.#sequence === undefined) return shared();
    this.#sequence += 1;
    return this.#sequence;
  }

  get itemCount(): number {
    return this.#entries.size;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get(key: ItemKey): Entry | undefined {
    return this.#entries.get(key.text);
  }

  put(entry: Entry): void {
    const { key } = entry;
    const old = this.#entries.get(key.text);
    if (old === undefined) this.#ordered.splice(this.placeFor(key), 0, key);
    this.#sizeBytes += entry.sizeBytes - (old?.sizeBytes ?? 0);
    this.#entries.set(key.text, entry);
  }

  remove(key: ItemKey): void {
    const old = this.#entries.get(key.text);
    if (old === undefined) return;
    this.#sizeBytes -= old.sizeBytes;
    this.#entries.delete(key.text);
    this.#ordered.splice(this.placeFor(key), 1);
  }

  /** The position of the first item, in the order of a scan, for which `isBefore` is false. */
  firstPosition(isBefore: (key: ItemKey) => boolean): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const key = this.#ordered[middle];
      if (key !== undefined && isBefore(key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position of an item of that key, or where it would be inserted. */
  placeFor(key: ItemKey): number {
    return this.firstPosition((other) => compareKeys(other, key) < 0);
  }

  /** The item at a position in the order of a scan. */
  at(position: number): Entry | undefined {
    const key = this.#ordered[position];
    return key === undefined ? undefined : this.#entries.get(key.text);
  }

  *entries(): Generator<Entry> {
    for (const { text } of this.#ordered) {
      const entry = this.#entries.get(text);
      if (entry !== undefined) yield entry;
    }
  }

  /** A separate table with the same items, which are shared: they never change. */
  clone(): Table {
    const copy = new Table(this.settings);
    copy.stream = this.stream;
    copy.latestStream = this.latestStream;
    copy.expiryAttribute = this.expiryAttribute;
    copy.deletionProtected = this.deletionProtected;
    copy.#sequence = this.#sequence;
    for (const [text, entry] of this.#entries) copy.#entries.set(text, entry);
    for (const key of this.#ordered) copy.#ordered.push(key);
    copy.#sizeBytes = this.#sizeBytes;
    return copy;
  }
}
