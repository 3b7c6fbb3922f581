/** A table as the requests need to know it; the same in both regions. */
export interface TargetTable {
  readonly table: string;
  /** The name of the table's partition key: what an item has that is there. */
  readonly partitionKey: string;
  readonly stampAttribute: string;
  /** How long a tombstone is kept, in ms. */
  readonly tombstoneTtlMs: number;
}
