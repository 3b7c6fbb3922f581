import type { Clock } from '@understudy/core';
import type { OwnedResources } from './owned-resources.ts';
import type { Phases } from './phases.ts';
import type { ScenarioOptions } from './scenario-options.ts';

/** What every step finds in its context. */
export interface ScenarioRun {
  readonly options: ScenarioOptions;
  readonly clock: Clock;
  /** Aborted when the run ends, also by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Monotonic milliseconds since the run began. */
  readonly elapsedMs: () => number;
  /** A sentence for people about what happens now. */
  readonly say: (sentence: string) => void;
  /** Whatever a step opens is closed by these at the end. */
  readonly resources: OwnedResources;
  readonly phases: Phases;
  readonly notes: RunNotes;
}

/** Findings that a screen shows while the step that made them is still running. */
export interface RunNotes {
  /** Acknowledged writes that the standby lacked when it was promoted. */
  missingAtPromotion?: number;
}
