import type { StreamViewType } from '@aws-sdk/client-dynamodb-streams';
import { placeOf, PLACES } from '../tables/place-of.ts';
import type { KeySchema } from '../tables/key-schema.ts';
import { Shard, type Change, type PlaceRange } from './shard.ts';

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
  #shards: Shard[] = [];

  constructor(settings: StreamSettings) {
    this.settings = settings;
  }

  /** A new stream with its first shards. */
  static open(settings: StreamSettings, nextSequence: number): Stream {
    const stream = new Stream(settings);
    stream.#open({ from: 0, below: PLACES }, settings.shards, undefined, nextSequence);
    return stream;
  }

  #open(places: PlaceRange, parts: number, parentId: string | undefined, nextSequence: number): void {
    const width = (places.below - places.from) / parts;
    for (let part = 0; part < parts; part += 1) {
      const unique = placeOf(`${this.settings.arn}|${this.#shards.length}`).toString(16).padStart(8, '0');
      this.#shards.push(
        new Shard({
          id: `shardId-${String(nextSequence).padStart(20, '0')}-${unique}`,
          parentId,
          places: { from: places.from + part * width, below: places.from + (part + 1) * width },
          startingSequence: nextSequence,
        }),
      );
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
    this.#open(places, children, id, (parent.endingSequence ?? 0) + 1);
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
    copy.#shards = this.#shards.map((shard) => shard.clone());
    return copy;
  }
}
