import type { ScenarioRun } from '@understudy/scenario';
import type { DrillOptions } from './options.ts';
import type { Screen } from './screen/open-screen.ts';

/** What every step of the drill finds in its context. */
export interface DrillRun extends ScenarioRun {
  readonly options: DrillOptions;
  readonly screen: Screen;
}
