import type { LocalCloud } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';

/** Starts a killed region again, with all that it had on disk. */
export async function restoreRegion(
  { cloud, say }: Pick<ScenarioRun, 'say'> & { readonly cloud: LocalCloud },
  region: string,
): Promise<void> {
  say(`${region} comes back, with all that it had on disk.`);
  await cloud.region(region).restart();
}
