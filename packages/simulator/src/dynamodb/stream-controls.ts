import type { StreamViewType } from '@aws-sdk/client-dynamodb-streams';
import { SimulatorError } from '../errors.ts';
import type { DatabaseState } from './database-state.ts';
import { disableStream } from './operations/disable-stream.ts';
import { enableStream } from './operations/enable-stream.ts';
import type { Shard } from './streams/shard.ts';
import type { Stream } from './streams/stream.ts';
import type { Table } from './tables/table.ts';

/**
 * What DynamoDB does to a stream by itself, done when the simulator calls for it. It is about the newest
 * stream of the table, also when that is disabled.
 */
export class StreamControls {
  readonly #state: DatabaseState;
  readonly #tableName: string;

  constructor(state: DatabaseState, tableName: string) {
    this.#state = state;
    this.#tableName = tableName;
  }

  get #table(): Table {
    return this.#state.table(this.#tableName);
  }

  get #stream(): Stream {
    const arn = this.#table.latestStream?.arn;
    const stream = arn === undefined ? undefined : this.#state.streams.get(arn);
    if (stream !== undefined) return stream;
    throw new SimulatorError('UND_SIMULATOR_STREAM_MISSING', {
      what: `Table ${this.#tableName} never had a stream.`,
      details: { tableName: this.#tableName },
    });
  }

  /** The shards that take changes now, by id. */
  get openShards(): string[] {
    return this.#stream.shards.filter(({ isOpen }) => isOpen).map(({ settings }) => settings.id);
  }

  /** Every shard that is kept, listed or not, by id. */
  get shards(): string[] {
    return this.#stream.shards.filter(({ isKept }) => isKept).map(({ settings }) => settings.id);
  }

  #openShard(id: string | undefined): Shard {
    const shard = this.#stream.shards.find(
      ({ isOpen, settings }) => isOpen && (id === undefined || settings.id === id),
    );
    if (shard !== undefined) return shard;
    throw this.#missing(id, 'open ');
  }

  #missing(id: string | undefined, kind = ''): SimulatorError {
    return new SimulatorError('UND_SIMULATOR_STREAM_MISSING', {
      what: `The stream of table ${this.#tableName} has no ${kind}shard${id === undefined ? '' : ` ${id}`}.`,
      details: { tableName: this.#tableName, shardId: id },
    });
  }

  /** Closes an open shard (the first, unless named) and opens two children in its stead. */
  splitShard(id?: string): void {
    this.#stream.reshard(this.#openShard(id), 2, this.#nextSequence, this.#state.nowMs);
  }

  /** Closes an open shard (the first, unless named) and opens one child in its stead, as happens every few hours. */
  rollShard(id?: string): void {
    this.#stream.reshard(this.#openShard(id), 1, this.#nextSequence, this.#state.nowMs);
  }

  /**
   * Drops the changes made before `beforeMs` on the wall clock, all of them unless given: what retention does
   * after 24 hours. Closed shards that have none left are listed no more.
   */
  trim(beforeMs = Infinity): void {
    for (const shard of this.#stream.shards) shard.trim(beforeMs);
  }

  /** From now on readers see a change only after `ms` milliseconds; Infinity holds it back until `reveal`. */
  delay(ms: number): void {
    this.#stream.delayMs = ms;
  }

  /**
   * From now on each page of records comes only after `count` empty answers, each with a further iterator: GetRecords
   * may take several calls to come to records. An iterator that is requested again begins to count again. 0 ends it.
   */
  emptyPages(count: number): void {
    this.#stream.emptyPages = count;
  }

  /** From now on a new shard is listed only `ms` after it was opened; Infinity holds it back until `listAll`. */
  listLate(ms: number): void {
    this.#stream.listAfterMs = ms;
  }

  /** DescribeStream leaves a shard out until `listAll`. It can be read all the same. */
  unlist(id: string): void {
    const shard = this.#stream.shard(id);
    if (shard === undefined) throw this.#missing(id);
    shard.listedFromMs = Infinity;
  }

  /** DescribeStream lists at once whatever it left out. */
  listAll(): void {
    for (const shard of this.#stream.shards)
      shard.listedFromMs = Math.min(shard.listedFromMs, this.#state.nowMs);
  }

  /** Switches the stream off: its open shards are closed without children, and later changes are in no stream. */
  switchOff(): void {
    disableStream(this.#state, this.#table);
  }

  /** Switches a stream on: another one, with another ARN and other shards, which holds nothing of before. */
  switchOn(viewType: StreamViewType = 'NEW_AND_OLD_IMAGES'): void {
    enableStream(this.#state, this.#table, { StreamEnabled: true, StreamViewType: viewType });
  }

  readonly #nextSequence = (): number => this.#state.nextSequence(this.#table);

  /** Shows readers at once whatever is still held back. */
  reveal(): void {
    for (const shard of this.#stream.shards) shard.reveal(this.#state.nowMs);
  }
}
