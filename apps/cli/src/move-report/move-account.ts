import type { AcceptedLoss, Evidence } from '@understudy/findings';
import type { LinkLag, LinkParked } from '@understudy/links';
import type { DrivenMoveReport, StepName } from '@understudy/moves';
import type { LedgerCount } from '../status/count-ledger.ts';

/** One moment of a move, by the clock of who wrote it down. */
export interface MoveMoment {
  readonly name:
    | 'missed'
    | 'detected'
    | 'decided'
    | 'claimed'
    | 'fenced'
    | 'waited'
    | 'drained'
    | 'promoted'
    | 'aborted'
    | 'first-write'
    | 'verified'
    | 'not-verified';
  /** For people. */
  readonly what: string;
  /** Wall time in ms. */
  readonly atMs: number;
}

/** One step of the mover, over all its attempts. */
export interface StepAccount {
  readonly step: StepName;
  readonly attempts: number;
  readonly tookMs: number;
}

/** Who wanted a move, and who agreed to it. */
export interface MoveRequestAccount {
  /** The person who asked; absent where orchestrators decided, and where the audit does not say. */
  readonly by?: string;
  readonly automatic: boolean;
  readonly intent?: string;
  /** Observers that found the writer gone, of those that were asked. */
  readonly agreeing?: readonly string[];
  readonly observers?: readonly string[];
  /** Who approved it, and why. */
  readonly answer?: { readonly by: string; readonly comment: string };
  readonly acceptedLoss?: AcceptedLoss;
}

/** What has become of what a move put at risk, as it is at the time of the report. */
export interface RiskNow {
  /** Whether every write that the left region had acknowledged is accounted for; absent where it is not known. */
  readonly accounted?: boolean;
  /** Writes of the left region that lost, recorded since the move began; absent where it is not known. */
  readonly ledger?: LedgerCount;
  /** Open dead letters of the left region's links; absent where it is not known. */
  readonly deadLetters?: number;
}

/** Everything that is known of one move. */
export interface MoveAccount {
  readonly service: string;
  /** Wall time in ms at which this was put together. */
  readonly atMs: number;
  readonly report: DrivenMoveReport;
  /** Who drove it to its end. */
  readonly drivenBy: string;
  readonly request: MoveRequestAccount;
  /** What was seen when it was decided. */
  readonly evidence: readonly Evidence[];
  /** Oldest first. */
  readonly moments: readonly MoveMoment[];
  readonly steps: readonly StepAccount[];
  /** Absent: it was not looked at, or the audit does not have it. */
  readonly verified?: boolean;
  readonly atRisk: { readonly undrained: readonly LinkLag[]; readonly parked: readonly LinkParked[] };
  readonly now: RiskNow;
  /** What could not be read; one sentence each. */
  readonly unknown: readonly string[];
}
