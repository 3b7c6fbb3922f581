import { SERVICE_KEY, type StoredItem } from '@understudy/route';
import type { Condition, EntryKey, ItemQuery, ItemTable, Written } from './item-table.ts';

/** Items in this process's memory. */
export class MemoryItems implements ItemTable {
  readonly #partitions = new Map<string, Map<string, StoredItem>>();

  async get({ service, entry }: EntryKey): Promise<StoredItem | undefined> {
    return this.#partition(service).get(entry);
  }

  async put(item: StoredItem, condition?: Condition, signal?: AbortSignal): Promise<Written> {
    signal?.throwIfAborted();
    const [partition, entry] = [this.#partition(item[SERVICE_KEY]?.S ?? ''), item['entry']?.S ?? ''];
    const stored = partition.get(entry);
    if (condition?.holds(stored) === false) return { won: false, stored };
    partition.set(entry, item);
    return { won: true };
  }

  async remove({ service, entry }: EntryKey, condition: Condition): Promise<Written> {
    const stored = this.#partition(service).get(entry);
    if (!condition.holds(stored)) return { won: false, stored };
    this.#partition(service).delete(entry);
    return { won: true };
  }

  async list(
    { service, between, newestFirst, limit }: ItemQuery,
    signal?: AbortSignal,
  ): Promise<readonly StoredItem[]> {
    signal?.throwIfAborted();
    const [from, until] = between ?? [];
    const stored = [...this.#partition(service)]
      .filter(([entry]) => (from === undefined || entry >= from) && (until === undefined || entry <= until))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    if (newestFirst === true) stored.reverse();
    return stored.slice(0, limit).map(([, item]) => item);
  }

  async *each(query: ItemQuery, signal?: AbortSignal): AsyncGenerator<StoredItem, void, undefined> {
    yield* await this.list(query, signal);
  }

  #partition(service: string): Map<string, StoredItem> {
    const partition = this.#partitions.get(service) ?? new Map<string, StoredItem>();
    this.#partitions.set(service, partition);
    return partition;
  }
}
