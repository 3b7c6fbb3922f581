import { keyText, type Item } from '@understudy/versions';
import type { LinkName } from '@understudy/links';
import type { ParkedRecords } from './parked-records.ts';
import type { StreamRecord } from '../types.ts';

/**
 * Which keys of a link have parked records, so that a later image of one can supersede them without a read of
 * the table for every record. Only the link's leader parks, so it knows all of them.
 */
export class KnownParked {
  readonly #link: LinkName;
  readonly #records: ParkedRecords;
  readonly #keys = new Set<string>();

  constructor(link: LinkName, records: ParkedRecords) {
    this.#link = link;
    this.#records = records;
  }

  /** Reads what was parked before. */
  async load(): Promise<void> {
    for await (const { key, status } of this.#records.all(this.#link)) {
      if (status === 'parked') this.#keys.add(keyText(key));
    }
  }

  async park(
    record: StreamRecord,
    version: string | undefined,
    cause: unknown,
    wallMs: number,
  ): Promise<boolean> {
    const added = await this.#records.park(this.#link, record, version, cause, wallMs);
    this.#keys.add(keyText(record.keys));
    return added;
  }

  /** After a record of the key was settled. */
  async supersede(text: string, key: Item, sequence: string): Promise<void> {
    if (!this.#keys.has(text)) return;
    await this.#records.supersede(this.#link, key, sequence);
    this.#keys.delete(text);
  }
}
