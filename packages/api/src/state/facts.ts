import type { MoveSummary } from '@understudy/api-contract';
import type { SharedState } from '@understudy/control-store';
import type { ObserverReport, ProgramSight, ServersSight, WatchedDecision } from '@understudy/findings';
import type { RouteSnapshot } from '@understudy/route';
import type { ApiSources } from './api-sources.ts';
import type { Reading } from './reading.ts';
import type { RegionsReading } from './regions-reading.ts';

/** Whether an orchestrator leads now, as the renewals of its record show it. */
export interface Leading {
  readonly observer: string;
  readonly sinceMs: number;
}

/** A report, and whether it is of late. */
export interface DatedReport {
  readonly report: ObserverReport;
  readonly fresh: boolean;
}

/** Everything that a snapshot is made of. Times are wall time in ms. */
export interface Facts {
  readonly topology: ApiSources['topology'];
  readonly nowMs: number;
  readonly monotonicMs: number;
  /** `undefined` where the topology declares no orchestrators. */
  readonly control: Reading<SharedState> | undefined;
  readonly route: Reading<RouteSnapshot>;
  readonly regions: Reading<RegionsReading>;
  readonly programs: Reading<readonly ProgramSight[]> | undefined;
  readonly servers: { readonly by: string; readonly sight: ServersSight } | undefined;
  readonly moves: Reading<readonly MoveSummary[]>;
  readonly leading: Leading | undefined;
  /** Of the declared orchestrators that have reported. */
  readonly reports: readonly DatedReport[];
  /** What the leader decided last; where none leads, nothing. */
  readonly decided: WatchedDecision | undefined;
  /** When this process saw each step of the move under way first. */
  readonly stepsSeenMs: Readonly<Record<string, number>>;
  /** Records that a link applies in a second, by its id. */
  readonly rates: Readonly<Record<string, number>>;
}
