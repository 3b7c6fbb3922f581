import { readdir } from 'node:fs/promises';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { loadScenario } from './load-scenario.ts';
import { SCENARIOS_FOLDER } from './scenarios-folder.ts';

/** Every scenario of this package, by name. @throws DrillsError as `loadScenario` does */
export async function listScenarios(): Promise<readonly Scenario[]> {
  const names = await readdir(SCENARIOS_FOLDER);
  return Promise.all(names.sort().map(loadScenario));
}
