import { STREAM_RETENTION_MS } from '@understudy/core';
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
  /** Shards whose records the stream can no longer hold. */
  readonly dropped: readonly string[];
}

export interface Denied {
  /** Whether the shard counts as done now. */
  readonly denied: boolean;
  /** Its checkpoint, where it was half read. */
  readonly lost?: ShardPosition;
}

/** The shards of a table's stream: which are listed, being read, finished, and how far each is checkpointed. */
export class ShardSet {
  /** As the store has them. */
  readonly #saved: Map<string, ShardPosition>;
  /** To be checkpointed: shards that are finished, or whose being listed has changed. */
  readonly #changed = new Map<string, ShardPosition>();
  readonly #readings = new Map<string, Reading>();
  readonly #forgotten = new Set<string>();
  /** Shards that the source denied to have while they were not listed. */
  readonly #gone = new Set<string>();
  /** Every shard that was listed, whether it is listed still or not. */
  readonly #known = new Map<string, Shard>();
  /** Shards of which a child was listed. */
  readonly #parents = new Set<string>();
  /** Finished shards whose child may have yet to be listed. */
  readonly #awaiting = new Set<string>();
  /** How old in ms a read may be that still tells where the tip is. */
  readonly #tipAgeMs: number;
  #listed: StreamShards | undefined;
  #ids: ReadonlySet<string> = new Set();

  /** `positions`: the checkpoints in the store. */
  constructor(positions: readonly ShardPosition[], options: Pick<LinkOptions, 'pollMs' | 'calmPollMs'>) {
    this.#tipAgeMs = 2 * Math.max(options.pollMs, options.calmPollMs) + 1_000;
    this.#saved = new Map(positions.map((position) => [position.shard, position]));
    for (const { shard, finished, unlistedMs } of positions)
      if (finished && unlistedMs === undefined) this.#awaiting.add(shard);
  }

  get readings(): readonly Reading[] {
    return [...this.#readings.values()];
  }

  reading(id: string): Reading | undefined {
    return this.#readings.get(id);
  }

  /** The stream that was listed last. */
  get stream(): string | undefined {
    return this.#listed?.stream;
  }

  /** Whether the stream was off when it was last listed: later changes are in no stream. */
  get isOff(): boolean {
    return this.#listed?.enabled === false;
  }

  /** Whether the shard was read to its end, settled and checkpointed: its children may be read. */
  isFinished(id: string): boolean {
    return this.#saved.get(id)?.finished === true;
  }

  /**
   * Whether nothing of the shard is left to wait for: finished, and a child of it is listed. A closed shard of a stream
   * that is on always has one, which may be listed only after a while. Or the source has dropped the shard.
   */
  isDone(id: string): boolean {
    if (this.#gone.has(id)) return true;
    return this.isFinished(id) && (this.isOff || !this.#awaiting.has(id));
  }

  /** Finished shards whose child has yet to be listed. */
  get childless(): readonly string[] {
    return [...this.#awaiting].filter((id) => this.isFinished(id) && !this.isDone(id));
  }

  /** Those of them that are not listed: a source that no longer has one says so when it is opened. */
  get toProbe(): readonly string[] {
    return this.childless.filter((id) => !this.#ids.has(id));
  }

  /** The shards that are known to be there and are not done. An enabled stream has at least one. */
  get open(): readonly Shard[] {
    const open = new Map(this.childless.map((id): [string, Shard] => [id, { id }]));
    for (const shard of [...this.#unlisted(), ...(this.#listed?.shards ?? [])]) open.set(shard.id, shard);
    for (const { reader } of this.#readings.values()) open.set(reader.shard.id, reader.shard);
    return [...open.values()].filter(({ id }) => !this.isDone(id));
  }

  /** The first shard in the order of ids of which a child may not be listed yet; `undefined`: list all. */
  get frontier(): string | undefined {
    const open = [...this.#readings.keys(), ...this.childless].sort();
    return open[0];
  }

  /** Whether the shard is one of those; one of an earlier stream is not. */
  isOpen(id: string): boolean {
    if (this.isDone(id)) return false;
    const saved = this.#saved.get(id);
    const isHalfRead = saved?.finished === false && saved.stream === this.#listed?.stream;
    return (
      isHalfRead ||
      [this.#readings, this.#ids, this.#known, this.#parents, this.#awaiting].some((some) => some.has(id))
    );
  }

  /** Records read and not settled. */
  get unsettled(): number {
    let sum = 0;
    for (const { reader } of this.#readings.values()) sum += reader.progress.unsettled;
    return sum;
  }

  /** The highest sequence number that was read of any shard. */
  get furthest(): bigint | undefined {
    const read = [
      ...this.readings.map(({ reader }) => reader.progress.lastRead),
      ...[...this.#saved.values()].map(({ sequence }) => sequence),
    ];
    let furthest: bigint | undefined;
    for (const sequence of read)
      if (sequence !== undefined && (furthest === undefined || BigInt(sequence) > furthest))
        furthest = BigInt(sequence);
    return furthest;
  }

  /** Whether a batch was read whose records are not classified yet. */
  get classifying(): boolean {
    return this.readings.some(({ reader }) => reader.progress.classifying);
  }

  /**
   * Wall time in ms up to which the whole stream, as listed last, is known to be read; `undefined` while nothing is
   * known of some open shard, or a child has yet to be listed. Children of a shard that is not read to its end are later than it.
   */
  get readUpToMs(): number | undefined {
    if (this.#listed === undefined || this.childless.length > 0) return undefined;
    if (!this.#listed.shards.every((shard) => this.#isCovered(shard))) return undefined;
    let least = Infinity;
    for (const { reader } of this.#readings.values()) {
      if (reader.readUpToMs === undefined) return undefined;
      least = Math.min(least, reader.readUpToMs);
    }
    return least === Infinity ? undefined : least;
  }

  /** Whether the shard is read, or was, or is later than one that is. */
  #isCovered({ id, parent }: Shard): boolean {
    if (this.isFinished(id) || this.#changed.get(id)?.finished === true || this.#readings.has(id))
      return true;
    return parent !== undefined && this.#readings.get(parent)?.reader.readToEnd === false;
  }

  /** Whether every shard that is known is done or was just seen at its tip, and all of it is settled. */
  get atTip(): boolean {
    if (this.#listed === undefined || this.isOff) return false;
    const { open } = this;
    return (
      open.length > 0 && open.every(({ id }) => this.#readings.get(id)?.reader.atTip(this.#tipAgeMs) ?? false)
    );
  }

  /**
   * Takes in what the stream lists at the wall time `atMs`. A listing may lack a shard for a moment: the checkpoint of a
   * finished one is dropped only once it was not listed for longer than the stream keeps records, since read again it
   * would date removals of long ago by the present epoch.
   */
  list(listed: StreamShards, atMs: number): void {
    if (this.#listed?.stream !== listed.stream) {
      this.#known.clear();
      this.#parents.clear();
    }
    this.#listed = listed;
    this.#ids = new Set(listed.shards.map(({ id }) => id));
    for (const shard of listed.shards) {
      this.#known.set(shard.id, shard);
      this.#gone.delete(shard.id);
      if (shard.parent !== undefined) this.#parents.add(shard.parent);
    }
    for (const id of this.#awaiting)
      if (this.#parents.has(id) || this.#saved.get(id)?.stream !== listed.stream) this.#awaiting.delete(id);
    if (!listed.whole) return;
    for (const position of this.#saved.values()) this.#noteListing(position, atMs);
  }

  #noteListing({ unlistedMs, ...position }: ShardPosition, atMs: number): void {
    const { shard } = position;
    const isOfAnother = position.stream !== this.#listed?.stream;
    if (this.#ids.has(shard)) {
      if (unlistedMs !== undefined) this.#changed.set(shard, position);
    } else if (position.finished || isOfAnother) {
      if (unlistedMs === undefined) this.#changed.set(shard, { ...position, unlistedMs: atMs });
      else if (atMs - unlistedMs > STREAM_RETENTION_MS) this.#forgotten.add(shard);
    }
  }

  /**
   * Shards that are read although they are not listed: those that were listed before or are half read, and parents of
   * what is listed. Where the source no longer has one, it says so when it is opened.
   */
  #unlisted(): readonly Shard[] {
    const halfRead = [...this.#saved.values()]
      .filter(({ finished, stream }) => !finished && stream === this.#listed?.stream)
      .map(({ shard }) => shard);
    const missing = new Set([...this.#known.keys(), ...this.#parents, ...halfRead]);
    return [...missing]
      .filter((id) => !this.#ids.has(id) && !this.isFinished(id) && !this.#gone.has(id))
      .map((id) => this.#known.get(id) ?? { id });
  }

  /** The shards that may be read now and are not read yet: listed or half read, with no parent that is not finished. */
  get toBegin(): readonly Shard[] {
    const shards = [...this.#unlisted(), ...(this.#listed?.shards ?? [])];
    return shards.filter(({ id, parent }) => {
      if (this.isFinished(id) || this.#changed.get(id)?.finished === true || this.#readings.has(id))
        return false;
      return parent === undefined || this.isFinished(parent) || this.#gone.has(parent);
    });
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
    this.#changed.set(id, sequence === undefined ? position : { ...position, sequence });
    if (!this.#parents.has(id)) this.#awaiting.add(id);
  }

  /**
   * The source says that it has no such shard. Where it does not list it either, the shard counts as done, and what was
   * not read of it, where it was half read, is lost.
   */
  deny(id: string, atMs: number): Denied {
    if (this.#ids.has(id)) return { denied: false };
    this.#gone.add(id);
    const saved = this.#saved.get(id);
    if (saved === undefined) return { denied: true };
    this.#changed.set(id, { ...saved, finished: true, unlistedMs: atMs });
    return saved.finished ? { denied: true } : { denied: true, lost: saved };
  }

  /** The shard is no longer read; what was settled of it last was checkpointed, or its reading has to be repeated. */
  leave(id: string): void {
    this.#readings.delete(id);
  }

  unsaved(): UnsavedPositions {
    const positions = [...this.#changed.values()];
    for (const [id, { reader, stream }] of this.#readings) {
      const sequence = reader.progress.watermark;
      if (this.#changed.has(id) || sequence === undefined || sequence === this.checkpointOf(id)) continue;
      positions.push({ shard: id, stream, sequence, finished: false });
    }
    return { positions, dropped: [...this.#forgotten] };
  }

  /** The store has it now. */
  saved({ positions, dropped }: UnsavedPositions): void {
    for (const position of positions) {
      this.#saved.set(position.shard, position);
      if (this.#changed.get(position.shard) === position) this.#changed.delete(position.shard);
    }
    for (const shard of dropped) {
      this.#saved.delete(shard);
      this.#forgotten.delete(shard);
    }
  }
}
