/**
 * The ladder of repairs, the gentlest first: put a server that answers again back into the traffic; restart the app's service;
 * reboot the machine; replace it in its region; replace it in another region of its pool.
 */
export const RUNGS = ['rejoin', 'restart', 'reboot', 'replace', 'move'] as const;
export type Rung = (typeof RUNGS)[number];

/** One attempt at repairing one server, from before it is made to its end. */
export interface RepairAttempt {
  /** Counts the attempts at the place from 1. */
  readonly number: number;
  readonly rung: Rung;
  /** The instance that it is made on. */
  readonly server: string;
  /** Linode's region in which the server is, or in which it is replaced. */
  readonly region: string;
  /** The orchestrator that carries it out. */
  readonly by: string;
  /** Why it is made, as one sentence. */
  readonly reason: string;
  /** Wall time in ms. */
  readonly atMs: number;
  /** `begun`: an orchestrator carries it out, or has stopped while it did; the others are ends. */
  readonly state: 'begun' | 'verified' | 'unverified' | 'failed';
  /** How often another leader, or a new process, has gone on with it. */
  readonly resumed: number;
  /** The command that must not be given twice is about to be given, or was. `event`: the newest event of the instance before. */
  readonly commanded?: { readonly event: number };
  /** Wall time in ms of its end. */
  readonly endedMs?: number;
  /** How it ended, as one sentence. */
  readonly outcome?: string;
  /** The instance that serves in its place; absent unless it was verified. */
  readonly serving?: string;
}

/** What was done to the server at one place of a pool. */
export interface Repair {
  readonly pool: string;
  readonly slot: number;
  /** The last ones, the oldest first. */
  readonly attempts: readonly RepairAttempt[];
  /** Counts its changes from 1. */
  readonly revision: number;
}
