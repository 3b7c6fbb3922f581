import type { Clock } from '@understudy/core';
import type { DrillRecord } from '../judge/drill-record.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

export interface DrillRunOptions {
  /** Decides which requests are drawn. */
  readonly seed: number;
  readonly clock: Clock;
  /** Ends the drill: everything is cleaned up, and what was found by then is the record. */
  readonly signal: AbortSignal;
  /** A sentence for people about what happens now. */
  readonly say: (sentence: string) => void;
}

/** Runs a scenario; nothing of it is left running or on disk. @throws what keeps it from starting */
export type RunScenario = (scenario: Scenario, options: DrillRunOptions) => Promise<DrillRecord>;
