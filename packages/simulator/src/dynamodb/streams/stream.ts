import type { StreamViewType } from '@aws-sdk/client-dynamodb-streams';
import { placeOf, PLACES } from '../tables/place-of.ts';
import type { KeySchema } from '../tables/key-schema.ts';
import { Shard, type Change, type ShardSettings } from './shard.ts';

export interface StreamSettings {
  readonly arn: string;
  readonly label: string;
  readonly tableName: string;
  readonly schema: KeySchema;
  readonly viewType: StreamViewType;
  readonly createdMs: number;
  /** Shards it begins with, each with an equal part of the places. */
  readonly shards: number;
}

/** One stream of a table: shards in the order they were opened, parents before children. */
export class Stream {
  readonly settings: StreamSettings;
  enabled = true;
  /** How long readers wait to see a change, in milliseconds; Infinity until it is revealed. */
  delayMs = 0;
  /** Empty answers that a reader gets before each page of records. */
  emptyPages = 0;
  /** How long after it was opened a new shard is listed, in milliseconds. */
  listAfterMs = 0;
  #shards: Shard[] = [];

  constructor(settings: StreamSettings) {
    this.settings = settings;
  }

  /** A new stream with its first shards. */
  static open(settings: StreamSettings, nextSequence: number): Stream {
    const stream = new Stream(settings);
    const from = { places: { from: 0, below: PLACES }, parentId: undefined };
    stream.#open(from, settings.shards, nextSequence, settings.createdMs);
    return stream;
  }

  /** Shards are listed in the order of their ids, so those that open together get theirs in order. */
  #open(
    { places, parentId }: Pick<ShardSettings, 'places' | 'parentId'>,
    parts: number,
    nextSequence: number,
    nowMs: number,
  ): void {
    const width = (places.below - places.from) / parts;
    const uniques = Array.from({ length: parts }, (_none, part) =>
      placeOf(`${this.settings.arn}|${this.#shards.length + part}`)
        .toString(16)
        .padStart(8, '0'),
    ).sort();
    for (const [part, unique] of uniques.entries()) {
      const shard = new Shard({
        id: `shardId-${String(nextSequence).padStart(20, '0')}-${unique}`,
        parentId,
        places: { from: places.from + part * width, below: places.from + (part + 1) * width },
        startingSequence: nextSequence,
      });
      shard.listedFromMs = nowMs + this.listAfterMs;
      this.#shards.push(shard);
    }
  }

  /** Every shard there ever was. */
  get shards(): readonly Shard[] {
    return this.#shards;
  }

  shard(id: string | undefined): Shard | undefined {
    return this.#shards.find(({ settings }) => settings.id === id);
  }

  /** @returns the shard that took it. */
  append(place: number, change: Change): Shard | undefined {
    const shard = this.#shards.findLast((candidate) => candidate.isOpen && candidate.covers(place));
    shard?.append(change, change.createdMs + this.delayMs);
    return shard;
  }

  /** Closes an open shard and opens `children` in its stead, with equal parts of its places. */
  reshard(parent: Shard, children: number, nextSequence: () => number, nowMs: number): void {
    parent.close(nextSequence(), nowMs);
    const { id, places } = parent.settings;
    this.#open({ places, parentId: id }, children, (parent.endingSequence ?? 0) + 1, nowMs);
  }

  /** Takes no more changes; what it has stays readable. */
  disable(nextSequence: () => number, nowMs: number): void {
    this.enabled = false;
    for (const shard of this.#shards) if (shard.isOpen) shard.close(nextSequence(), nowMs);
  }

  clone(): Stream {
    const copy = new Stream(this.settings);
    copy.enabled = this.enabled;
    copy.delayMs = this.delayMs;
    copy.emptyPages = this.emptyPages;
    copy.listAfterMs = this.listAfterMs;
    copy.#shards = this.#shards.map((shard) => shard.clone());
    return copy;
  }
}
