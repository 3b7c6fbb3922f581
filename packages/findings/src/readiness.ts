/** Whether a move would succeed now: yes; a person has to do something; or it could not be found out. */
export type ReadinessVerdict = 'passed' | 'action-required' | 'unknown';

/** What a move rests on, one after the other as a person mends it. */
export type ReadinessTopic =
  | 'route'
  | 'credentials'
  | 'regions'
  | 'clocks'
  | 'tables'
  | 'streams'
  | 'settings'
  | 'rights'
  | 'own-tables'
  | 'fences'
  | 'capacity'
  | 'links'
  | 'move'
  | 'way-back'
  | 'orchestrators'
  | 'programs'
  | 'records';

/** One thing that a move rests on. */
export interface ReadinessItem {
  readonly name: ReadinessTopic;
  readonly verdict: ReadinessVerdict;
  /** One sentence: what is wrong or not known; of one that passed, what was verified. */
  readonly cause: string;
  /** What a person does; absent of one that passed. */
  readonly remedy?: string;
}

/** Whether a move would succeed, and everything that this rests on. */
export interface Readiness {
  readonly verdict: ReadinessVerdict;
  /** Those that need an action first, then those that are not known. */
  readonly items: readonly ReadinessItem[];
}

/** The same as it was found at one time. */
export interface ReadinessReport extends Readiness {
  /** The orchestrator or person that found it. */
  readonly by: string;
  /** Wall time in ms. */
  readonly atMs: number;
}
