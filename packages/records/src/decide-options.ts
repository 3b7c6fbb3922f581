import type { Clock, Randomness } from '@understudy/core';
import type { Records } from './records.ts';
import type { RegionClient } from './types.ts';

/** What decisions have to know of the route. */
export interface RouteFacts {
  /** While the route is steady. */
  readonly writer: string | undefined;
  /** Regions that were left, and whose late requests or unread records still count. */
  readonly merging: readonly string[];
}

export interface DecideOptions {
  readonly records: Records;
  /** A failover client of the service. */
  readonly writer: RegionClient;
  /** The name of a table's partition key. */
  readonly partitionKeyOf: (table: string) => Promise<string>;
  readonly writesOf: (table: string) => 'stamped' | 'foreign';
  /** All key attributes of a table. */
  readonly keyAttributesOf: (table: string) => Promise<readonly string[]>;
  /** Number attributes of a table that its application sets rather than adds to. */
  readonly assignedOf: (table: string) => readonly string[];
  /** Read before each decision that depends on it. */
  readonly route: () => Promise<RouteFacts>;
  readonly stampAttribute: string;
  readonly tombstoneTtlMs: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
}
