import type {
  Directives,
  Intent,
  ObserverReport,
  ReadinessReport,
  SeenAlert,
  StoredSteps,
  WatchedDecision,
} from '@understudy/findings';
import type { RouteSnapshot } from '@understudy/route';

/** One orchestrator of the topology, as its reports show it. */
export interface ObserverLine {
  readonly name: string;
  readonly place: string;
  /** Absent: it has never reported. */
  readonly report?: ObserverReport;
  /** How old that is in ms, by the clocks of both machines. */
  readonly ageMs?: number;
  readonly leads: boolean;
}

/** An alert that fires, and the orchestrators that Alertmanager told of it. */
export interface AlertLine extends SeenAlert {
  readonly toldTo: readonly string[];
}

/** What the orchestrators would do, and what they see. */
export interface PlanView {
  readonly service: string;
  /** Wall time in ms. */
  readonly atMs: number;
  readonly route: RouteSnapshot | { readonly failure: string };
  readonly regions: readonly [string, string];
  readonly automatic: boolean;
  readonly observers: readonly ObserverLine[];
  /** What the leader decided last; absent while no orchestrator leads. */
  readonly decided?: WatchedDecision;
  /** Evidence: no alert moves the writer or keeps it from being moved. */
  readonly alerts: readonly AlertLine[];
  readonly directives: Directives;
  /** What the last dry run of a move found; absent: none was made yet. */
  readonly readiness?: ReadinessReport;
  /** The steps of the last moves; absent: none was ever planned. */
  readonly steps?: StoredSteps;
  /** Those that have not ended. */
  readonly intents: readonly Intent[];
}
