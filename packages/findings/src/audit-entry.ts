/**
 * One line of what happened and why. Never changed, never removed: it is what shows what an orchestrator did, so that no orchestrator may
 * shorten it; and its order is by clocks of many machines, of which one that is wrong would have the whole of it removed.
 */
export interface AuditEntry {
  /** Wall time in ms. */
  readonly atMs: number;
  /** Sorts after every earlier entry of the same instance. */
  readonly id: string;
  /** The orchestrator or the person. */
  readonly by: string;
  readonly kind:
    | 'decision'
    | 'move'
    | 'step'
    | 'verified'
    | 'unverified'
    | 'intent'
    | 'directive'
    | 'leader'
    | 'repair'
    | 'readiness';
  /** One sentence. */
  readonly what: string;
  /** What it rests on, as JSON: of a decision, the whole view that was decided on. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The last move of the writer, for the pause between automatic moves. */
export interface LastMove {
  readonly moveId: string;
  readonly kind: 'switchover' | 'failover';
  readonly from: string;
  readonly to: string;
  readonly epoch: number;
  /** Whether an orchestrator decided it. */
  readonly automatic: boolean;
  /** Wall time in ms at which it ended. */
  readonly endedMs: number;
}
