import { keyText, type Item } from '@understudy/versions';
import type { LinkName } from '@understudy/links';
import { isOpen, type ParkedEntry, type ParkedRecords } from './parked-records.ts';
import type { Decisions } from './decisions.ts';
import type { Outcome, StreamRecord } from '../types.ts';

export interface KnownParkedSettings {
  readonly link: LinkName;
  readonly records: ParkedRecords;
  readonly decisions: Decisions;
  /** Drawn for each decision. */
  readonly unique: () => string;
  readonly wallMs: () => number;
}

/** A parked record, and its key as text. */
export interface OpenParked {
  readonly keyText: string;
  readonly id: string;
}

/**
 * The parked records of a link that are open: neither superseded nor decided. So a later image of a key can supersede
 * them without a read of the table for every record. Only the link's leader parks; what people decide meanwhile is
 * known after the next `load`.
 */
export class KnownParked {
  readonly #settings: KnownParkedSettings;
  readonly #open = new Map<string, Set<string>>();
  #size = 0;

  constructor(settings: KnownParkedSettings) {
    this.#settings = settings;
  }

  /** How many are open. */
  get open(): number {
    return this.#size;
  }

  /** Those that are open, of one key in the order of their records. */
  all(): readonly OpenParked[] {
    return [...this.#open].flatMap(([text, ids]) => [...ids].sort().map((id) => ({ keyText: text, id })));
  }

  /** Reads what was parked before, and what people decided since the last time. */
  async load(): Promise<void> {
    const { link, records } = this.#settings;
    for await (const line of records.all(link)) this.#set(keyText(line.key), line.id, isOpen(line));
  }

  /** `false` where it is parked already: it may have been decided since. */
  async park(record: StreamRecord, version: string | undefined, cause: unknown): Promise<boolean> {
    const { link, records, wallMs } = this.#settings;
    const { id, added } = await records.park(link, record, version, cause, wallMs());
    const isNew = added || isOpen(await records.line(link, id));
    this.#set(keyText(record.keys), id, isNew);
    return added;
  }

  /**
   * Before a later record of the key is applied: were it marked afterwards, a leader that dies in between would leave
   * a record that its successor may put over the later one.
   */
  async supersede(text: string, key: Item, by: { sequence: string; version: string }): Promise<void> {
    if (!this.#open.has(text)) return;
    const { link, records } = this.#settings;
    for (const id of await records.supersede(link, key, by)) this.#set(text, id, false);
  }

  /** The entry, where it is still open and unclaimed. */
  async openEntry(text: string, id: string): Promise<ParkedEntry | undefined> {
    if (this.#open.get(text)?.has(id) !== true) return undefined;
    const { link, records } = this.#settings;
    const entry = await records.show(link, id);
    if (!isOpen(entry)) this.#set(text, id, false);
    return isOpen(entry) && entry?.claim === undefined ? entry : undefined;
  }

  /** The link has settled it. Where a person has claimed it meanwhile, that person's decision closes it. */
  async close(text: string, id: string, outcome: Outcome): Promise<void> {
    const { link, decisions, unique, wallMs } = this.#settings;
    const decision = { token: unique(), action: 'redrive', by: 'link', atMs: wallMs(), outcome } as const;
    const { won } = await decisions.close(link, id, { ...decision, why: 'The link tried it again.' });
    if (won) this.#set(text, id, false);
  }

  #set(text: string, id: string, open: boolean): void {
    const ids = this.#open.get(text) ?? new Set();
    const had = ids.has(id);
    if (open) ids.add(id);
    else ids.delete(id);
    this.#size += Number(open) - Number(had);
    if (ids.size === 0) this.#open.delete(text);
    else this.#open.set(text, ids);
  }
}
