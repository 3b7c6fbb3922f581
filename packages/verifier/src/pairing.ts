import { keyText, type Item } from '@understudy/versions';
import { sameCopy } from './same-copy.ts';
import type { Both, Side } from './types.ts';

interface Waiting {
  readonly side: Side;
  readonly item: Item;
  readonly segment: number;
  readonly bytes: number;
}

export interface PairingOptions {
  /** The names of the table's key attributes. */
  readonly keyNames: readonly string[];
  readonly stampAttribute: string;
  /** Bytes of items that may wait for their counterpart. */
  readonly windowBytes: number;
  /**
   * Told the key of whatever the two scans do not explain. `seenIn`: given where the other region's scan may have
   * brought the key too, or will, because items were given up for lack of capacity.
   */
  readonly onSuspect: (key: Item, seenIn?: Side) => void;
}

/**
 * Pairs the items of two scans of the same key space by their keys, in whatever order they come. DynamoDB scans a
 * table in the order of the hashes of its keys, the same in every region, so two scans that go side by side meet within
 * a page or two and little waits. Nothing rests on that order: what has waited longest is given up as a suspect when
 * more than `windowBytes` wait, and is looked up by its key.
 */
export class Pairing {
  readonly #options: PairingOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #perSegment = new Map<number, [number, number]>();
  #bytes = 0;
  #keys = 0;
  #overflowed = false;
  #pairs = 0;

  constructor(options: PairingOptions) {
    this.#options = options;
  }

  /** Takes an item of about so many bytes that the scan of a segment brought in one region. */
  meet(side: Side, item: Item, segment: number, bytes: number): void {
    const { stampAttribute, windowBytes, onSuspect } = this.#options;
    const key = this.#keyOf(item);
    const text = keyText(key);
    const found = this.#waiting.get(text);
    if (found !== undefined && found.side !== side) {
      this.#leave(text, found);
      this.#pairs += 1;
      if (!sameCopy(found.item, item, stampAttribute)) onSuspect(key);
      return;
    }
    if (found !== undefined) this.#leave(text, found);
    else this.#keys += 1;
    this.#waiting.set(text, { side, item, segment, bytes });
    this.#bytes += bytes;
    this.#countsOf(segment)[side] += 1;
    while (this.#bytes > windowBytes && this.#waiting.size > 1) {
      this.#overflowed = true;
      this.#giveUpOldest();
    }
  }

  /** How many of a segment's items wait, by region: the one that has more is ahead. */
  waitingIn(segment: number): Both<number> {
    return this.#countsOf(segment);
  }

  /** Items that wait now. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Keys that came up. One whose first copy was given up before the second came counts twice. */
  get keys(): number {
    return this.#keys;
  }

  /** Keys of which both copies were held against each other. */
  get pairs(): number {
    return this.#pairs;
  }

  /** The scans have ended: whatever waits has no counterpart, or had none then. */
  end(): void {
    while (this.#waiting.size > 0) this.#giveUpOldest();
  }

  #giveUpOldest(): void {
    for (const [text, waiting] of this.#waiting) {
      this.#leave(text, waiting);
      const key = this.#keyOf(waiting.item);
      if (this.#overflowed) this.#options.onSuspect(key, waiting.side);
      else this.#options.onSuspect(key);
      return;
    }
  }

  #leave(text: string, { segment, side, bytes }: Waiting): void {
    this.#waiting.delete(text);
    this.#bytes -= bytes;
    this.#countsOf(segment)[side] -= 1;
  }

  #countsOf(segment: number): [number, number] {
    const counts = this.#perSegment.get(segment) ?? [0, 0];
    this.#perSegment.set(segment, counts);
    return counts;
  }

  #keyOf(item: Item): Item {
    const key: Record<string, Item[string]> = {};
    for (const name of this.#options.keyNames) {
      const value = item[name];
      if (value !== undefined) key[name] = value;
    }
    return key;
  }
}
