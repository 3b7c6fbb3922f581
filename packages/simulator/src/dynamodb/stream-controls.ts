import { SimulatorError } from '../errors.ts';
import type { DatabaseState } from './database-state.ts';
import type { Shard } from './streams/shard.ts';
import type { Stream } from './streams/stream.ts';

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

  get #stream(): Stream {
    const arn = this.#state.table(this.#tableName).latestStream?.arn;
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

  #openShard(id: string | undefined): Shard {
    const shard = this.#stream.shards.find(
      ({ isOpen, settings }) => isOpen && (id === undefined || settings.id === id),
    );
    if (shard !== undefined) return shard;
    throw new SimulatorError('UND_SIMULATOR_STREAM_MISSING', {
      what: `The stream of table ${this.#tableName} has no open shard${id === undefined ? '' : ` ${id}`}.`,
      details: { tableName: this.#tableName, shardId: id },
    });
  }

  /** Closes an open shard (the first, unless named) and opens two children in its stead. */
  splitShard(id?: string): void {
    this.#stream.reshard(this.#openShard(id), 2, this.#state.nextSequence, this.#state.nowMs);
  }

  /** Closes an open shard (the first, unless named) and opens one child in its stead, as happens every few hours. */
  rollShard(id?: string): void {
    this.#stream.reshard(this.#openShard(id), 1, this.#state.nextSequence, this.#state.nowMs);
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

  /** Shows readers at once whatever is still held back. */
  reveal(): void {
    for (const shard of this.#stream.shards) shard.reveal(this.#state.nowMs);
  }
}
