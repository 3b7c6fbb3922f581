import type { StoredItem } from '@understudy/route';

export interface EntryKey {
  /** The partition: the service, or its audit. */
  readonly service: string;
  readonly entry: string;
}

/** What must hold of the stored item before it is replaced or deleted. */
export interface Condition {
  /** As DynamoDB takes it: `#name` is the attribute of that name, `:name` a value. */
  readonly expression: string;
  readonly values?: Readonly<Record<`:${string}`, string | number>>;
  /** The same in memory. */
  readonly holds: (stored: StoredItem | undefined) => boolean;
}

/** The outcome of a conditional write; `stored` is what refused it, where an item is there. */
export type Written =
  { readonly won: true } | { readonly won: false; readonly stored: StoredItem | undefined };

/** The query of the items of one partition. */
export interface ItemQuery {
  readonly service: string;
  /** The sort keys, both included: all unless given. */
  readonly between?: readonly [from: string, until: string] | undefined;
  /** In the order of the sort keys unless `true`. */
  readonly newestFirst?: boolean | undefined;
  /** The most items: all unless given. */
  readonly limit?: number | undefined;
}

/** A table of items by partition and sort key. Every read is strongly consistent. */
export interface ItemTable {
  get(key: EntryKey): Promise<StoredItem | undefined>;
  /** Replaces the stored item where `condition` holds; always where none is given. */
  put(item: StoredItem, condition?: Condition, signal?: AbortSignal): Promise<Written>;
  /** Deletes the stored item where `condition` holds. */
  remove(key: EntryKey, condition: Condition): Promise<Written>;
  /** All at once. */
  list(query: ItemQuery, signal?: AbortSignal): Promise<readonly StoredItem[]>;
  /** Read as they are asked for. */
  each(query: ItemQuery, signal?: AbortSignal): AsyncIterable<StoredItem>;
}
