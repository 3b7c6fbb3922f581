import type { Clock, Randomness } from '@understudy/core';
import type { Records } from './records.ts';
import type { RegionClient } from './types.ts';

export interface DecideOptions {
  readonly records: Records;
  /** A failover client of the service. */
  readonly writer: RegionClient;
  /** The name of a table's partition key. */
  readonly partitionKeyOf: (table: string) => Promise<string>;
  readonly writesOf: (table: string) => 'stamped' | 'foreign';
  /** The writer, while the route is steady; asked before a foreign record is redriven. */
  readonly steadyWriter: () => Promise<string | undefined>;
  readonly stampAttribute: string;
  readonly tombstoneTtlMs: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
}
