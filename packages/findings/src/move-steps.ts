/** When a step of a move is due: before the old writer stops, once the new one takes writes, or once the move is verified. */
export type StepTime = 'before-claim' | 'after-promotion' | 'after-verification';

/**
 * `waiting`: not begun, or to be tried again; `running`: an attempt has begun, and how it ended is not written yet; the
 * others are ends. `skipped`: it was never begun, and will not be.
 */
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One thing that a move brings with it, and how far it has come. */
export interface MoveStep {
  /** Unique among the steps of a move: of a hook its name, of a DNS record `api.example.org A`. */
  readonly name: string;
  readonly kind: 'hook' | 'record';
  readonly when: StepTime;
  /** Whether it decides the outcome of the move. */
  readonly required: boolean;
  readonly state: StepState;
  /** Attempts that have begun. */
  readonly attempt: number;
  readonly attempts: number;
  /** The orchestrator of the last attempt, and the instance of it; absent before the first. */
  readonly by?: string;
  readonly instance?: string;
  /** Wall time in ms at which the last attempt began. */
  readonly begunMs?: number;
  /** Wall time in ms before which there is no other attempt. */
  readonly notBeforeMs?: number;
  /** Wall time in ms at which it ended. */
  readonly endedMs?: number;
  /** How the last attempt ended; one sentence. */
  readonly what?: string;
  /** What it wrote, cut and without secrets. */
  readonly output?: string;
}

/** Whether everything confirmed that the new writer serves. */
export interface MoveVerification {
  readonly verified: boolean;
  /** Wall time in ms. */
  readonly atMs: number;
  /** What was missing when the time for it was over, as sentences. */
  readonly missing: readonly string[];
}

/** The steps of one move, as they were planned when it began, and how far they have come. */
export interface MoveSteps {
  /** Which of the two plans of a move it is: what comes before its claim, or what follows its promotion. */
  readonly of: 'claim' | 'promotion';
  /** Of a promotion the route's move; of a claim the intent. */
  readonly id: string;
  readonly kind: 'switchover' | 'failover';
  readonly from: string;
  readonly to: string;
  /** The epoch that the move begins. */
  readonly epoch: number;
  /** Of a claim: the revision of the route that the move would change. */
  readonly routeRevision?: number;
  /** Wall time in ms. */
  readonly plannedMs: number;
  /** Whether the move was verified, and what it lacked; absent until that is known. */
  readonly verification?: MoveVerification;
  readonly steps: readonly MoveStep[];
  /** Counts its changes from 1. */
  readonly revision: number;
}

/** The steps of the last moves. */
export interface StoredSteps {
  readonly claim?: MoveSteps;
  readonly promotion?: MoveSteps;
}
