import type { AcceptedLoss } from './accepted-loss.ts';

/** What a person asks the orchestrators to do. */
export type IntentAction =
  | { readonly kind: 'switchover'; readonly to: string; readonly acceptParked?: boolean }
  | {
      readonly kind: 'failover';
      readonly to: string;
      /** Why a lag that is unknown or over the limit is accepted. */
      readonly override?: string;
      /** What the person saw who accepted it. */
      readonly acceptedLoss?: AcceptedLoss;
    }
  | { readonly kind: 'abort'; readonly moveId?: string };

/**
 * `open`: waits for the leader; `taken`: a leader carries it out; `proposed`: an orchestrator wants it and waits for a person's
 * approval; the others are ends.
 */
export type IntentState =
  | 'proposed'
  | 'open'
  | 'taken'
  | 'done'
  | 'unverified'
  | 'refused'
  | 'aborted'
  | 'failed'
  | 'rejected'
  | 'expired';

/** A request to act, from its making to its end. */
export interface Intent {
  /** Chosen by who makes it; the same id again is the same intent. */
  readonly id: string;
  readonly action: IntentAction;
  /** Who asked; the orchestrator's name where it proposed. */
  readonly by: string;
  readonly reason: string;
  /** Wall time in ms. */
  readonly atMs: number;
  /** Wall time in ms after which nothing is begun. */
  readonly untilMs: number;
  /** The revision of the route that it was decided on: refused where the route has changed since. Absent: any. */
  readonly routeRevision?: number;
  /** The key of the request that made it: the same request again is the same intent. Absent: it has none. */
  readonly requestKey?: string;
  readonly state: IntentState;
  /** Counts its changes from 1. */
  readonly revision: number;
  /** Who approved or rejected what was proposed, and why. */
  readonly answer?: { readonly by: string; readonly comment: string; readonly atMs: number };
  /** How it ended, for people: every reason, one a line. */
  readonly outcome?: { readonly what: string; readonly code?: string; readonly atMs: number };
}
