/** Something that happened in a drill. */
export interface Moment {
  /** Milliseconds since the drill began. */
  readonly atMs: number;
  /** `phase`: the drill's own; `fault`: a fault or event of the timeline; `route`: the route changed; `audit`: what orchestrators wrote. */
  readonly kind: 'phase' | 'fault' | 'route' | 'audit';
  readonly what: string;
}

/** One event of the timeline, from its begin to its end. Times are milliseconds since the drill began. */
export interface FaultSpan {
  readonly what: string;
  readonly beganMs: number;
  /** Absent for what is over at once, such as a kill of a process. */
  readonly endedMs?: number;
  /** How many requests it struck; absent where it strikes no single requests, such as a kill. */
  readonly struck?: number;
}

/** The writes that ended in one second of the drill. */
export interface TrafficSlice {
  /** The second's begin, in milliseconds since the drill began. */
  readonly atMs: number;
  readonly acknowledged: number;
  readonly failed: number;
}

/** What both regions held at the end, against the journal of every write. */
export interface WriteAccount {
  readonly items: number;
  /** Acknowledged writes that are nowhere, by name. */
  readonly missing: readonly string[];
  /** Items that no write of the journal explains. */
  readonly unexplained: readonly string[];
  /** Items that differ between the regions. */
  readonly differences: readonly string[];
  /** Acknowledged writes that lost against others, with their content in the ledger. */
  readonly inLedger: number;
}

/** The figures of a drill; what was not reached is absent. */
export interface Measured {
  readonly writerBefore?: string | undefined;
  readonly writerAfter?: string | undefined;
  /** How many times the writer changed. */
  readonly moves: number;
  /** Moves that were claimed, those that were aborted included. */
  readonly claims: number;
  readonly acknowledgedWrites: number;
  /** From the begin of the faults. */
  readonly failedWrites: number;
  readonly firstFailure?: string | undefined;
  /** The longest time without an acknowledged write from the begin of the faults, in milliseconds. */
  readonly withoutWritesMs?: number | undefined;
  /** From the begin of the faults to the claim of the first move and to the promotion, in milliseconds. */
  readonly claimedAfterMs?: number | undefined;
  readonly promotedAfterMs?: number | undefined;
  readonly missingAtPromotion?: number | undefined;
  /** From the clean-up to the end of merging, in milliseconds. */
  readonly mergedMs?: number | undefined;
  readonly account?: WriteAccount | undefined;
}

/** Why a drill ended before its end. */
export interface StoppedEarly {
  readonly by: 'not-steady' | 'condition' | 'interrupt';
  readonly why: string;
}

/** What a runner found in one run of a scenario. */
export interface DrillRecord {
  readonly seed: number;
  /** Wall time in ms. */
  readonly startedMs: number;
  readonly tookMs: number;
  readonly stopped?: StoppedEarly;
  /** Milliseconds since the drill began; absent where no fault was reached. */
  readonly faultsBeganMs?: number;
  readonly moments: readonly Moment[];
  readonly faults: readonly FaultSpan[];
  readonly traffic: readonly TrafficSlice[];
  readonly measured: Measured;
}
