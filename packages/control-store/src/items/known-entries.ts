import type { ItemReader, StoredItem } from '@understudy/route';
import { kindOfEntry } from './entries.ts';
import { openItem } from './open-item.ts';

type Decode<T> = (read: ItemReader) => T;

interface Known {
  readonly version: string;
  readonly value: unknown;
}

/**
 * What a reading of a service's items gave, for the next one: an entry whose version has not changed is not
 * decoded again. A tick of an orchestrator reads four times in a second what observers write once.
 */
export class KnownEntries {
  readonly #before: ReadonlyMap<string, Known>;
  readonly #known = new Map<string, Known>();
  readonly #byKind = new Map<string, StoredItem[]>();

  constructor(items: readonly StoredItem[], before?: KnownEntries) {
    this.#before = before === undefined ? new Map<string, Known>() : before.#known;
    for (const item of items) {
      const kind = kindOfEntry(item['entry']?.S ?? '');
      const others = this.#byKind.get(kind);
      if (others === undefined) this.#byKind.set(kind, [item]);
      else others.push(item);
    }
  }

  /** Those of a kind, in the order of the items. @throws as `decode` does */
  all<T>(kind: string, decode: Decode<T>): readonly T[] {
    return (this.#byKind.get(kind) ?? []).map((item) => this.#value(kind, item, decode));
  }

  #value<T>(kind: string, item: StoredItem, decode: Decode<T>): T {
    const version = VERSIONS[kind]?.(item);
    if (version === undefined) return decode(openItem(item));
    const entry = item['entry']?.S ?? '';
    const before = this.#before.get(entry);
    const known = before?.version === version ? before : { version, value: decode(openItem(item)) };
    this.#known.set(entry, known);
    return known.value as T;
  }
}

/** What an entry of a kind changes with; where a part of it is missing, the entry is decoded. */
const VERSIONS: Readonly<Record<string, (item: StoredItem) => string | undefined>> = {
  report: ({ instance, sequence }) => joined(instance?.S, sequence?.N),
  leader: ({ token }) => token?.S,
  intent: ({ revision, writeId }) => joined(revision?.N, writeId?.S),
};

function joined(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? undefined : `${other} ${one}`;
}
