import type { LocalCloud } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';

/**
 * Kills a region with SIGKILL; its faults end with it.
 * @returns when it was dead, in milliseconds since the run began
 */
export async function killRegion(
  { cloud, say, elapsedMs }: Pick<ScenarioRun, 'say' | 'elapsedMs'> & { readonly cloud: LocalCloud },
  region: string,
): Promise<number> {
  const local = cloud.region(region);
  const { pid } = local;
  await local.kill();
  const killedMs = elapsedMs();
  await local.faults.liftAll();
  say(`${region} was killed: kill -9 of its process ${String(pid)}.`);
  return killedMs;
}
