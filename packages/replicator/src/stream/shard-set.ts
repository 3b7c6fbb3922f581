import type { LinkOptions } from '../options.ts';
import type { ShardPosition } from '../state/link-store.ts';
import type { ShardReader } from './shard-reader.ts';
import type { Shard, StreamShards } from './stream-reader.ts';

/** A shard that is being read. */
export interface Reading {
  readonly reader: ShardReader;
  readonly stream: string;
  /** Resolves when the shard is no longer read, for whatever reason. */
  readonly over: Promise<void>;
}

/** What has yet to be checkpointed. */
export interface UnsavedPositions {
  readonly positions: readonly ShardPosition[];
  /** Shards that the stream no longer lists. */
  readonly dropped: readonly string[];
}

/** The shards of a table's stream: which are listed, being read, finished, and how far each is checkpointed. */
export class ShardSet {
  /** As the store has them. */
  readonly #saved: Map<string, ShardPosition>;
  /** Read to their end and settled, and not checkpointed yet. */
  readonly #ended = new Map<string, ShardPosition>();
  readonly #readings = new Map<string, Reading>();
  readonly #forgotten = new Set<string>();
  /** How old in ms a read may be that still tells where the tip is. */
  readonly #tipAgeMs: number;
  #listed: StreamShards | undefined;

  /** `positions`: the checkpoints in the store. */
  constructor(positions: readonly ShardPosition[], options: Pick<LinkOptions, 'pollMs' | 'calmPollMs'>) {
    this.#tipAgeMs = 2 * Math.max(options.pollMs, options.calmPollMs) + 1_000;
    this.#saved = new Map(positions.map((position) => [position.shard, position]));
  }

  get readings(): readonly Reading[] {
    return [...this.#readings.values()];
  }

  reading(id: string): Reading | undefined {
    return this.#readings.get(id);
  }

  /** Whether the stream listed the shard when it was last asked, or was not asked yet. */
  isListed(id: string): boolean {
    return this.#listed?.shards.some((shard) => shard.id === id) ?? true;
  }

  /** Whether the shard was read to its end, settled and checkpointed. */
  isFinished(id: string): boolean {
    return this.#saved.get(id)?.finished === true;
  }

  /** Records read and not settled. */
  get unsettled(): number {
    let sum = 0;
    for (const { reader } of this.#readings.values()) sum += reader.progress.unsettled;
    return sum;
  }

  /** Whether a batch was read whose records are not classified yet. */
  get classifying(): boolean {
    return this.readings.some(({ reader }) => reader.progress.classifying);
  }

  /**
   * Wall time in ms up to which the whole stream, as listed last, is known to be read; `undefined` while nothing is
   * known of some open shard. Children of a shard that is not read to its end are later than it.
   */
  get readUpToMs(): number | undefined {
    if (this.#listed === undefined || !this.#listed.shards.every((shard) => this.#isCovered(shard))) {
      return undefined;
    }
    let least = Infinity;
    for (const { reader } of this.#readings.values()) {
      if (reader.readUpToMs === undefined) return undefined;
      least = Math.min(least, reader.readUpToMs);
    }
    return least === Infinity ? undefined : least;
  }

  /** Whether the shard is read, or was, or is later than one that is. */
  #isCovered({ id, parent }: Shard): boolean {
    if (this.isFinished(id) || this.#ended.has(id) || this.#readings.has(id)) return true;
    return parent !== undefined && this.#readings.get(parent)?.reader.readToEnd === false;
  }

  /** Whether every listed shard that is not finished was just read to its tip, and all of it is settled. */
  get atTip(): boolean {
    if (this.#listed === undefined) return false;
    return this.#listed.shards.every(
      ({ id }) => this.isFinished(id) || (this.#readings.get(id)?.reader.atTip(this.#tipAgeMs) ?? false),
    );
  }

  /**
   * Takes in what the stream lists now. Shards that it no longer lists are dropped from the checkpoints; returned are
   * those of them that were not finished, of which records may be missing.
   */
  list(listed: StreamShards): readonly ShardPosition[] {
    this.#listed = listed;
    const unread: ShardPosition[] = [];
    for (const [id, position] of this.#saved) {
      if (this.isListed(id) || this.#readings.has(id) || this.#forgotten.has(id)) continue;
      if (!position.finished) unread.push(position);
      this.#forgotten.add(id);
    }
    return unread;
  }

  /** Whether a listed shard may be read now: it is not read yet, and its parent, where it is listed, is finished. */
  mayBegin({ id, parent }: Shard): boolean {
    if (this.isFinished(id) || this.#ended.has(id) || this.#readings.has(id)) return false;
    return parent === undefined || this.isFinished(parent) || !this.isListed(parent);
  }

  /** The sequence number that the shard's checkpoint has; `undefined` where nothing of it is settled. */
  checkpointOf(id: string): string | undefined {
    return this.#saved.get(id)?.sequence;
  }

  begin(id: string, reading: Reading): void {
    this.#readings.set(id, reading);
  }

  /** The shard was read to its end, and all of it is settled. */
  end({ reader, stream }: Pick<Reading, 'reader' | 'stream'>): void {
    const { id } = reader.shard;
    const sequence = reader.progress.watermark;
    const position = { shard: id, stream, finished: true };
    this.#ended.set(id, sequence === undefined ? position : { ...position, sequence });
  }

  /** The shard is no longer read; what was settled of it last was checkpointed, or its reading has to be repeated. */
  leave(id: string): void {
    this.#readings.delete(id);
  }

  unsaved(): UnsavedPositions {
    const positions = [...this.#ended.values()];
    for (const [id, { reader, stream }] of this.#readings) {
      const sequence = reader.progress.watermark;
      if (this.#ended.has(id) || sequence === undefined || sequence === this.checkpointOf(id)) continue;
      positions.push({ shard: id, stream, sequence, finished: false });
    }
    return { positions, dropped: [...this.#forgotten] };
  }

  /** The store has it now. */
  saved({ positions, dropped }: UnsavedPositions): void {
    for (const position of positions) {
      this.#saved.set(position.shard, position);
      if (position.finished) this.#ended.delete(position.shard);
    }
    for (const shard of dropped) {
      this.#saved.delete(shard);
      this.#forgotten.delete(shard);
    }
  }
}
