import type { Clock, Randomness } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import type { TargetTable } from './apply/target-table.ts';
import type { LinkOptions } from './options.ts';
import type { Ancestors } from './state/ancestors.ts';
import type { Ledger } from './state/ledger.ts';
import type { RegionClient, ReplicatedTable } from './types.ts';
import type { LinkCounters } from './state/link-counters.ts';
import type { KnownParked } from './state/known-parked.ts';
import type { SupersededWatch } from './state/superseded-watch.ts';
import type { TipLimits } from './stream/empty-run.ts';
import type { LateApplies } from './state/late-applies.ts';
import type { RouteWatch } from './leadership/route-watch.ts';

/** The clients of one term of a link's leader, each of whose requests is bounded by what it depends on. */
export interface LinkClients {
  /** The target, for requests that depend on a plain view of the route besides the leader's lease. */
  readonly plain: RegionClient;
  /** The target, for foreign writes, which depend on a view that has the source as the writer. */
  readonly foreign: RegionClient;
  /** The target, for requests that depend on the leader's lease alone: their conditions make them right at any time. */
  readonly guarded: RegionClient;
  /** The source, likewise. */
  readonly source: RegionClient;
  /** The source, for reads: an answer that is lost leaves nothing behind. */
  readonly sourceReads: RegionClient;
}

/** What every step of a link's term works with. */
export interface LinkContext {
  readonly name: LinkName;
  readonly writes: ReplicatedTable['writes'];
  readonly table: TargetTable;
  readonly clients: LinkClients;
  readonly route: RouteWatch;
  readonly late: LateApplies;
  readonly ledger: Ledger;
  /** In the source: notes for the ledger of the link back. */
  readonly ancestors: Ancestors;
  readonly parked: KnownParked;
  readonly counters: LinkCounters;
  readonly options: LinkOptions;
  /** What an open shard needs to count as read to its tip. */
  readonly tip: TipLimits;
  readonly superseded: SupersededWatch;
  /** How long after it was sent a request may still be applied, in ms of this process's own clock: longer by the drift. */
  readonly maxRequestAgeMs: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Ends with the term. */
  readonly signal: AbortSignal;
  /** Receives the errors of what is tried again; `step` is the same until `onRecovered` is called for it. */
  readonly onTrouble: (error: unknown, step?: object) => void;
  /** Receives the steps that no longer fail. */
  readonly onRecovered: (step: object) => void;
  /** Receives what a person should know. */
  readonly onEvent: (name: string, facts: Readonly<Record<string, unknown>>) => void;
}
