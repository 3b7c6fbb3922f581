import type { RepairAttempt } from '@understudy/findings';

/** What an attempt is carried out with. */
export interface RepairContext {
  /** Aborted when the time of the attempt is over, or its orchestrator leads no more. */
  readonly signal: AbortSignal;
  /** Writes down that the command that must not be given twice is about to be given; throws where another leader goes on with it. */
  readonly note: (commanded: NonNullable<RepairAttempt['commanded']>) => Promise<void>;
  /** Asked before each change of anything: throws where this orchestrator must not make it any more. */
  readonly guard: () => void;
}

/** Carries out what repairs do to servers and to the traffic. */
export interface RepairHands {
  /**
   * Carries out the action of an attempt and waits until the app answers. May be ended anywhere and called again for the same
   * attempt: what `commanded` says was given is not given again.
   * @returns the name of the server that serves in the place afterwards
   * @throws what Linode, the server or a balancer refuses
   */
  carryOut(attempt: RepairAttempt, context: RepairContext): Promise<string>;
}
