import type { CloudWatchSight, Doubt, RegionSight, SeenAlert, WatchedDecision } from '@understudy/findings';

/** What an orchestrator tells of itself. */
export interface OrchestratorStatus {
  readonly observer: string;
  readonly place: string;
  readonly instance: string;
  readonly version: string;
  /** Whether it leads now. */
  readonly leads: boolean;
  /** Why it must not lead, as sentences; none where it may. */
  readonly unfit: readonly string[];
  /** Who leads, as it read last; absent where no orchestrator does, or it could not read it. */
  readonly leader?: string;
  /** Whether its last reading of the control store was answered; why not. */
  readonly controlStore: { readonly answers: boolean; readonly why?: string };
  /** Whether a move is being made here. */
  readonly moving: boolean;
  /** What the reconciliation waits for; only where it leads. */
  readonly reconciling?: string;
  readonly regions: readonly RegionSight[];
  readonly doubts: readonly Doubt[];
  /** Alerts that Alertmanager told it of and that fire. */
  readonly alerts: readonly SeenAlert[];
  /** What CloudWatch says of the tables, and when it was asked; only where it leads and asks. */
  readonly cloudWatch?: readonly CloudWatchSight[];
  /** What it decided last; only where it leads. */
  readonly decided?: WatchedDecision;
  /** Entries of the audit that the control store has not taken yet. */
  readonly auditWaiting: number;
}
