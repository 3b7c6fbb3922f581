import { applyPart, writesOf } from '../journal/apply-part.ts';
import { CITIES, ORDERS, tableOf } from '../service/tables.ts';
import type { Content, JournalEntry } from '../journal/types.ts';

/**
 * What the workload believes the items to be, by its own acknowledged writes: what any application keeps in its
 * head, and as wrong as that for the writes that a failover left behind. Requests for one key go one after the
 * other, so that "a later write of its key" means something.
 */
export class ItemMemory {
  readonly #loaded: ReadonlyMap<string, Content>;
  readonly #changed = new Map<string, Content | undefined>();
  readonly #busy = new Set<string>();
  readonly #restingUntilMs = new Map<string, number>();
  readonly #uncertain = new Set<string>();
  readonly #openOrders = new Set<string>();
  readonly #closedCities = new Set<string>();

  constructor(loaded: ReadonlyMap<string, Content>) {
    this.#loaded = loaded;
  }

  content(key: string): Content | undefined {
    return this.#changed.has(key) ? this.#changed.get(key) : this.#loaded.get(key);
  }

  /** The item as the data set gave it. */
  loadedContent(key: string): Content | undefined {
    return this.#loaded.get(key);
  }

  /** How many writes the item carries; a put makes an end of them. */
  writes(key: string): number {
    return writesOf(this.content(key)).length;
  }

  /** Whether the last write of this key did not tell what it left: only a put is sure to know. */
  isUncertain(key: string): boolean {
    return this.#uncertain.has(key);
  }

  /** Orders that were placed and not cancelled. */
  get openOrders(): readonly string[] {
    return [...this.#openOrders];
  }

  /** Cities that were deleted and not created again. */
  get closedCities(): readonly string[] {
    return [...this.#closedCities];
  }

  isFree(key: string, nowMs: number): boolean {
    return !this.#busy.has(key) && (this.#restingUntilMs.get(key) ?? -Infinity) <= nowMs;
  }

  take(keys: readonly string[]): void {
    for (const key of keys) this.#busy.add(key);
  }

  release(keys: readonly string[]): void {
    for (const key of keys) this.#busy.delete(key);
  }

  /**
   * Learns how a write ended. One without an answer lets its keys rest for `restMs`, as long as it may still land;
   * so does one that the client had to send again, since an attempt before the acknowledged one may land after it.
   */
  learn(entry: JournalEntry, restMs: number): void {
    const mayLand = entry.outcome === 'ambiguous' || entry.sentAgain === true;
    for (const part of entry.parts) {
      if (mayLand) this.#restingUntilMs.set(part.key, entry.endedMs + restMs);
      if (entry.outcome === 'acknowledged') {
        const content = applyPart(this.content(part.key), entry.nonce, part);
        this.#changed.set(part.key, content);
        if (part.kind !== 'amend') this.#uncertain.delete(part.key);
        this.#list(part.key, content);
      } else if (entry.outcome === 'ambiguous' || entry.byCondition === true) {
        this.#uncertain.add(part.key);
        this.#openOrders.delete(part.key);
      }
    }
  }

  #list(key: string, content: Content | undefined): void {
    const table = tableOf(key);
    if (table === ORDERS) mark(this.#openOrders, key, content !== undefined);
    if (table === CITIES) mark(this.#closedCities, key, content === undefined);
  }
}

function mark(set: Set<string>, key: string, belongs: boolean): void {
  if (belongs) set.add(key);
  else set.delete(key);
}
