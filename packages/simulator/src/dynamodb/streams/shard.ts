import type { OperationType } from '@aws-sdk/client-dynamodb-streams';
import type { Attributes } from '../values/value.ts';

/** One change of one item. */
export interface Change {
  readonly sequence: number;
  readonly event: OperationType;
  readonly keys: Attributes;
  readonly oldImage: Attributes | undefined;
  readonly newImage: Attributes | undefined;
  readonly sizeBytes: number;
  readonly createdMs: number;
  /** Whether DynamoDB itself removed the item because its time was over. */
  readonly byService: boolean;
}

/** The places whose partitions a shard takes: from, and below. */
export interface PlaceRange {
  readonly from: number;
  readonly below: number;
}

export interface ShardSettings {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly places: PlaceRange;
  readonly startingSequence: number;
}

interface Kept {
  readonly change: Change;
  /** When readers may see it, on the wall clock. */
  visibleMs: number;
}

/** Records a reader gets at once, and where it goes on; nowhere once a closed shard is read to its end. */
export interface ShardPage {
  readonly changes: readonly Change[];
  readonly nextSequence: number | undefined;
}

export interface PageLimits {
  readonly records: number;
  readonly bytes: number;
}

/** One shard of a stream: changes in order, the oldest of which may be trimmed. */
export class Shard {
  readonly settings: ShardSettings;
  #kept: Kept[] = [];
  /** The sequence number it was closed at; undefined while it takes changes. */
  endingSequence: number | undefined;
  /** When it is listed first, on the wall clock; Infinity while it is held back from listings. It can be read before. */
  listedFromMs = 0;
  #closedMs = 0;
  /** The newest record that was trimmed; 0 while none was. */
  #trimmedThrough = 0;
  /** Whether retention took the whole shard, so that it is listed no more. */
  #forgotten = false;

  constructor(settings: ShardSettings) {
    this.settings = settings;
  }

  get isOpen(): boolean {
    return this.endingSequence === undefined;
  }

  /** Whether it can still be read. */
  get isKept(): boolean {
    return !this.#forgotten;
  }

  isListedAt(nowMs: number): boolean {
    return this.isKept && this.listedFromMs <= nowMs;
  }

  get trimmedThrough(): number {
    return this.#trimmedThrough;
  }

  /** Every change that is kept, seen by readers or not. */
  get changes(): readonly Change[] {
    return this.#kept.map(({ change }) => change);
  }

  covers(place: number): boolean {
    return place >= this.settings.places.from && place < this.settings.places.below;
  }

  /** Adds a change, to be seen from then on; never before the one ahead of it. */
  append(change: Change, visibleMs: number): void {
    const last = this.#kept.at(-1);
    this.#kept.push({ change, visibleMs: Math.max(visibleMs, last?.visibleMs ?? visibleMs) });
  }

  close(endingSequence: number, nowMs: number): void {
    this.endingSequence = endingSequence;
    this.#closedMs = nowMs;
  }

  /** Lets readers see at once what was still held back from them. */
  reveal(nowMs: number): void {
    for (const kept of this.#kept) kept.visibleMs = Math.min(kept.visibleMs, nowMs);
  }

  /** Drops the changes made before `beforeMs`; a closed shard that has none left goes with them. */
  trim(beforeMs: number): void {
    const survivor = this.#kept.findIndex(({ change }) => change.createdMs >= beforeMs);
    const gone = survivor < 0 ? this.#kept : this.#kept.slice(0, survivor);
    this.#trimmedThrough = gone.at(-1)?.change.sequence ?? this.#trimmedThrough;
    this.#kept = survivor < 0 ? [] : this.#kept.slice(survivor);
    if (!this.isOpen && this.#kept.length === 0 && this.#closedMs < beforeMs) this.#forgotten = true;
  }

  #position(sequence: number): number {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#kept[middle]?.change.sequence ?? sequence) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first sequence number that no reader can have seen yet. */
  tip(nowMs: number): number {
    const visible = this.#kept.findLast(({ visibleMs }) => visibleMs <= nowMs);
    const seen =
      visible?.change.sequence ?? Math.max(this.#trimmedThrough, this.settings.startingSequence - 1);
    return seen + 1;
  }

  /** The oldest sequence number that can still be read. */
  get horizon(): number {
    return Math.max(this.settings.startingSequence, this.#trimmedThrough + 1);
  }

  /** Reads what is visible from a sequence number on, up to the limits but at least one. */
  read(fromSequence: number, nowMs: number, { records, bytes }: PageLimits): ShardPage {
    const changes: Change[] = [];
    let size = 0;
    const from = this.#position(fromSequence);
    for (const { change, visibleMs } of this.#kept.slice(from, from + records)) {
      if (visibleMs > nowMs || (changes.length > 0 && size + change.sizeBytes > bytes)) break;
      changes.push(change);
      size += change.sizeBytes;
    }
    const last = changes.at(-1);
    const ended = !this.isOpen && from + changes.length === this.#kept.length;
    return {
      changes,
      nextSequence: ended ? undefined : last === undefined ? fromSequence : last.sequence + 1,
    };
  }

  clone(): Shard {
    const copy = new Shard(this.settings);
    copy.#kept = this.#kept.map((kept) => ({ ...kept }));
    copy.endingSequence = this.endingSequence;
    copy.listedFromMs = this.listedFromMs;
    copy.#closedMs = this.#closedMs;
    copy.#trimmedThrough = this.#trimmedThrough;
    copy.#forgotten = this.#forgotten;
    return copy;
  }
}
