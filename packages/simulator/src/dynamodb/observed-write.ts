import { presentAttributes } from './values/present-attributes.ts';
import type { Attributes } from './values/value.ts';

type Presented = ReturnType<typeof presentAttributes>;

/** One item's change, for those who watch a database from outside; images are presented only where they are asked for. */
export class ObservedWrite {
  readonly region: string;
  readonly table: string;
  /** The shard and the sequence number of its stream record; `undefined` where the table has no stream. */
  readonly record: { readonly shard: string; readonly sequence: string } | undefined;
  /** Whether DynamoDB itself removed the item because its time was over. */
  readonly byService: boolean;
  readonly #key: Attributes;
  readonly #before: Attributes | undefined;
  readonly #after: Attributes | undefined;

  constructor(
    place: Pick<ObservedWrite, 'region' | 'table' | 'record' | 'byService'>,
    key: Attributes,
    before: Attributes | undefined,
    after: Attributes | undefined,
  ) {
    this.region = place.region;
    this.table = place.table;
    this.record = place.record;
    this.byService = place.byService;
    this.#key = key;
    this.#before = before;
    this.#after = after;
  }

  get key(): Presented {
    return presentAttributes(this.#key);
  }

  /** The item before the write; `undefined` if it did not exist. */
  get before(): Presented | undefined {
    return this.#before === undefined ? undefined : presentAttributes(this.#before);
  }

  /** The item after the write; `undefined` if it no longer exists. */
  get after(): Presented | undefined {
    return this.#after === undefined ? undefined : presentAttributes(this.#after);
  }
}
