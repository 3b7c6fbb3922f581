import type { ProgramSight, RecordSight, SeenReport } from '@understudy/findings';
import type { MoveKind, RouteSnapshot, FenceItem } from '@understudy/route';
import type { CheckFacts, HealthProblem } from '@understudy/service';
import type { DnsRecordSpec } from '@understudy/topology';

/** What could not be found out, and why. */
export interface NotFound {
  readonly why: string;
}

/** A move that was looked at as it is before it begins. */
export interface DryRun {
  readonly kind: MoveKind;
  readonly from: string;
  readonly to: string;
  /** Whether it is the way back of a move that was not made yet. */
  readonly back: boolean;
  /** Everything that would refuse it now. */
  readonly refusals: readonly Refusal[] | NotFound;
}

export interface Refusal {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

/** The orchestrators that a move is verified by. */
export interface OrchestratorFacts {
  /** The names that the topology lists. */
  readonly declared: readonly string[];
  readonly reports: readonly SeenReport[];
  /** A report that is older counts as silence, in ms. */
  readonly silentAfterMs: number;
}

/** The DNS records that follow the writer. */
export interface RecordFacts {
  readonly declared: readonly DnsRecordSpec[];
  /** Those that have been looked at. */
  readonly sights: readonly RecordSight[];
}

/** Everything that readiness is judged by, as plain data. */
export interface ReadinessFacts {
  readonly route: RouteSnapshot | NotFound;
  /** Descriptions, rights and clocks of the regions and the witness. */
  readonly service: CheckFacts | NotFound;
  /** By region; `undefined`: it has none. */
  readonly fences: ReadonlyMap<string, FenceItem | undefined | NotFound>;
  /** None while a move is under way. */
  readonly dryRuns: readonly DryRun[];
  readonly credentials: readonly (HealthProblem & { readonly leftMs: number })[];
  /** Absent where the topology declares none. */
  readonly orchestrators?: OrchestratorFacts | NotFound;
  readonly programs: readonly ProgramSight[];
  /** Absent where the topology declares none. */
  readonly records?: RecordFacts;
}
