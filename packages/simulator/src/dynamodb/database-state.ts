import { tableNotFound } from './table-not-found.ts';
import { validationException } from './validation-exception.ts';
import { ObservedWrite } from './observed-write.ts';
import { DescribeLimit } from './streams/describe-limit.ts';
import { sequenceText } from './streams/sequence-text.ts';
import type { Stream } from './streams/stream.ts';
import type { Change } from './streams/shard.ts';
import { keyAttributes, type ItemKey } from './tables/item-key.ts';
import type { Entry, Table } from './tables/table.ts';
import { equalAttributes } from './values/equal-values.ts';
import { sizeOfAttributes } from './values/size-of-value.ts';

export interface DatabaseSettings {
  /** The region's name, as ARNs and stream records carry it. */
  readonly region: string;
  readonly accountId: string;
  /** Shards a new stream begins with. */
  readonly shardsPerStream: number;
  /** How long a shard iterator lives, in milliseconds. */
  readonly iteratorLifetimeMs: number;
  /** The region's wall clock, in milliseconds since 1970. */
  readonly wallMs: () => number;
  readonly onWrite: ((write: ObservedWrite) => void) | undefined;
}

/** A transaction that was carried out, for those who send it again under the same token. */
interface RememberedToken {
  readonly fingerprint: string;
  readonly untilMs: number;
}

const TABLE_NAME = /^[A-Za-z0-9_.-]{3,255}$/;

/** All that one region's database holds. */
export class DatabaseState {
  readonly settings: DatabaseSettings;
  readonly tables = new Map<string, Table>();
  readonly streams = new Map<string, Stream>();
  readonly tokens = new Map<string, RememberedToken>();
  /** How many tables of a name were made. */
  readonly incarnations = new Map<string, number>();
  describeLimit = new DescribeLimit();
  #sequence = 0;

  constructor(settings: DatabaseSettings) {
    this.settings = settings;
  }

  get nowMs(): number {
    return this.settings.wallMs();
  }

  /** The last sequence number that was handed out. */
  get sequence(): number {
    return this.#sequence;
  }

  readonly #nextShared = (): number => {
    this.#sequence += 1;
    return this.#sequence;
  };

  /** Hands out the table's next sequence number. */
  nextSequence(table: Table): number {
    return table.nextSequence(this.#nextShared);
  }

  /** The last sequence number that the table's stream can hold. */
  sequenceOf(table: Table): number {
    return table.sequence ?? this.#sequence;
  }

  /** @throws ResourceNotFoundException for a table there is not. */
  table(name: string | undefined): Table {
    const table = this.tables.get(name ?? '');
    if (table !== undefined) return table;
    this.checkTableName(name ?? '');
    throw tableNotFound();
  }

  /** @throws ValidationException for a name no table may have. */
  checkTableName(name: string): void {
    if (TABLE_NAME.test(name)) return;
    throw validationException(
      "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
  }

  /** Puts or removes (undefined) an item, and adds a record to the stream, unless the write changes nothing. */
  write(table: Table, key: ItemKey, entry: Entry | undefined, byService = false): void {
    const old = table.get(key);
    if (entry === undefined) table.remove(key);
    else table.put(entry);
    const stream = table.stream === undefined ? undefined : this.streams.get(table.stream.arn);
    const { onWrite, region } = this.settings;
    if ((stream === undefined && onWrite === undefined) || (old === undefined && entry === undefined)) return;
    if (old !== undefined && entry !== undefined && equalAttributes(old.attributes, entry.attributes)) return;
    const change = stream === undefined ? undefined : this.#change(table, stream, key, old, entry, byService);
    const shard = change === undefined ? undefined : stream?.append(key.place, change);
    if (onWrite === undefined) return;
    const record =
      shard === undefined || change === undefined
        ? undefined
        : { shard: shard.settings.id, sequence: sequenceText(change.sequence) };
    const { name, schema } = table.settings;
    const place = { region, table: name, record, byService };
    onWrite(new ObservedWrite(place, keyAttributes(schema, key), old?.attributes, entry?.attributes));
  }

  #change(
    table: Table,
    { settings: { viewType, schema } }: Stream,
    key: ItemKey,
    old: Entry | undefined,
    fresh: Entry | undefined,
    byService: boolean,
  ): Change {
    const keys = keyAttributes(schema, key);
    const shownOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? old : undefined;
    const shownNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? fresh : undefined;
    return {
      sequence: this.nextSequence(table),
      event: old === undefined ? 'INSERT' : fresh === undefined ? 'REMOVE' : 'MODIFY',
      keys,
      oldImage: shownOld?.attributes,
      newImage: shownNew?.attributes,
      sizeBytes: sizeOfAttributes(keys) + (shownOld?.sizeBytes ?? 0) + (shownNew?.sizeBytes ?? 0),
      createdMs: this.nowMs,
      byService,
    };
  }

  clone(settings: DatabaseSettings): DatabaseState {
    const copy = new DatabaseState(settings);
    for (const [name, table] of this.tables) copy.tables.set(name, table.clone());
    for (const [arn, stream] of this.streams) copy.streams.set(arn, stream.clone());
    for (const [token, remembered] of this.tokens) copy.tokens.set(token, remembered);
    for (const [name, count] of this.incarnations) copy.incarnations.set(name, count);
    copy.describeLimit = this.describeLimit.clone();
    copy.#sequence = this.#sequence;
    return copy;
  }
}
