import type { LinkLag } from '@understudy/links';
import type { RouteSnapshot } from '@understudy/route';
import type { OrchestratorSettings } from '@understudy/topology';
import type { LastMove } from './audit-entry.ts';
import type { Directives } from './directives.ts';
import type { Intent } from './intent.ts';
import type { ObserverReport } from './observer-report.ts';
import type { StoredSteps } from './move-steps.ts';
import type { ReadinessReport } from './readiness.ts';
import type { CloudWatchSight } from './cloud-watch-sight.ts';
import type { RecordSight } from './record-sight.ts';
import type { ProgramSight } from './program-sight.ts';
import type { Repair } from './repair.ts';
import type { ServersSight } from './servers-sight.ts';

/** The route, as the leader sees it. */
export type RouteSight =
  | { readonly kind: 'seen'; readonly snapshot: RouteSnapshot }
  /** `last`: what was read before; absent where nothing ever was. */
  | { readonly kind: 'unseen'; readonly why: string; readonly last?: RouteSnapshot };

/** The latest report of one observer. */
export interface SeenReport {
  readonly report: ObserverReport;
  /** How long in ms the leader has seen no later one, by its own monotonic clock: no two clocks are compared. */
  readonly ageMs: number;
}

/** One link, as the leader sees it. */
export interface LinkSight extends LinkLag {
  /** Why it could not be read; what it reported is then absent. */
  readonly why?: string;
  /** How long in ms `newestWriteMs` has not moved on, by the leader's own monotonic clock. Absent where it is not known. */
  readonly newestWriteAgeMs?: number;
  /** The same of `contactMs`: while its worker reports, and the source's stream answers, it moves on. */
  readonly contactAgeMs?: number;
  readonly parked?: number;
  readonly gap?: true;
}

/** What the orchestrators run with. */
export interface Policy extends OrchestratorSettings {
  readonly maxLagMs: number;
}

/**
 * Everything that a decision is made of, as plain data: the same view gives the same decision, on any machine, at any
 * later time.
 */
export interface ServiceView {
  /** Wall time in ms of the leader. */
  readonly atMs: number;
  readonly leader: string;
  readonly regions: readonly [string, string];
  readonly policy: Policy;
  readonly route: RouteSight;
  readonly reports: readonly SeenReport[];
  readonly links: readonly LinkSight[];
  readonly programs: readonly ProgramSight[];
  readonly directives: Directives;
  readonly intents: readonly Intent[];
  readonly lastMove?: LastMove;
  /** As a leader found it last; absent: none has yet. */
  readonly readiness?: ReadinessReport;
  /** What CloudWatch says of the tables, by region; absent: it is not asked. */
  readonly cloudWatch?: readonly CloudWatchSight[];
  /** DNS records that follow the writer; absent: the topology declares none, or the leader has not looked yet. */
  readonly records?: readonly RecordSight[];
  /** The steps of the last moves; absent: none was ever planned. */
  readonly steps?: StoredSteps;
  /** Absent where the orchestrators watch no servers. */
  readonly servers?: ServersSight;
  /** What was done to servers; absent: nothing yet. */
  readonly repairs?: readonly Repair[];
}
