import type { ServiceLimits } from '../service/write-topology.ts';

/** What a person may choose of a scenario. */
export interface ScenarioOptions {
  /** How many of the largest cities are loaded. */
  readonly items: number | 'all';
  /** Requests of the workload. */
  readonly ratePerSecond: number;
  /** How long each quiet stretch of traffic lasts. */
  readonly seconds: number;
  /** Decides which requests are drawn. */
  readonly seed: number;
  /** Deletes one acknowledged item in both regions, so that the account finds it. */
  readonly plantLoss: boolean;
  /** The limits of the service: `local` unless given. */
  readonly limits?: ServiceLimits;
  /** Where the journal is kept; in the cloud's directory, gone with it, unless given. */
  readonly journalFile?: string;
}
