import type { Item, Version } from '@understudy/versions';

/** A table as the repair's requests need to know it. */
export interface RepairTable {
  readonly table: string;
  readonly partitionKey: string;
  readonly stampAttribute: string;
}

/** What a region held when the repair was decided. */
export interface Seen {
  readonly copy: Item | undefined;
  readonly tombstone: Version | undefined;
}
