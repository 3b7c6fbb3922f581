import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';

/** Reads and writes one region; a DynamoDBClient, or a stand-in for one. */
export type RegionClient = Pick<DynamoDBClient, 'send'>;

/** The place of a region among the two. */
export type Side = 0 | 1;

/** One thing of each region, in the order in which the regions were given. */
export type Both<T> = readonly [T, T];

/** A data region and the way to it. */
export interface VerifiedRegion {
  readonly name: string;
  readonly client: RegionClient;
}

/** A table as the verifier needs to know it. */
export interface VerifiedTable {
  readonly name: string;
  /** `foreign`: stamps don't order its writes, so nothing of it is ever repaired. */
  readonly writes: 'stamped' | 'foreign';
}

/** A key's copies as two strongly consistent reads found them, stamps and all; `undefined`: absent. */
export interface FoundCopies {
  readonly key: Item;
  readonly copies: Both<Item | undefined>;
}

/** A key whose copies differed twice with at least `lagMs` between, and had not changed meanwhile. */
export interface Difference extends FoundCopies {
  readonly table: string;
  /** The attributes that differ, stamps left out; none where one region lacks the item. */
  readonly attributes: readonly string[];
  /** The one region that has the item, where only one has. */
  readonly onlyIn?: string;
}

/** What comparing one table, or a part of its key space, found. */
export interface TableReport {
  readonly table: string;
  /** Items that the scans brought, by region. */
  readonly items: Both<number>;
  /** Keys held against each other, of either region. */
  readonly compared: number;
  /** Keys that differ. */
  readonly different: number;
  /** Of `different`: in one region only, by that region's place. */
  readonly onlyIn: Both<number>;
  /** Keys that were written to between all looks at them: nothing can be said of them. */
  readonly unsettled: number;
  /** Keys that differed when they were scanned, and no longer when they were looked at again. */
  readonly changedOnTheWay: number;
  /** Keys that were looked at again. */
  readonly lookedAgain: number;
  /** The first differences, at most `listed`. */
  readonly differences: readonly Difference[];
  /** The first unsettled keys, at most `listed`. */
  readonly unsettledKeys: readonly Item[];
  /** Items without space for a stamp that the scans brought, by region: writes of them can't be replicated. */
  readonly full: Both<number>;
  /** The first of their keys, at most `listed`. */
  readonly fullKeys: readonly Item[];
  /** Read capacity units consumed, by region. */
  readonly capacityUnits: Both<number>;
  readonly elapsedMs: number;
}
