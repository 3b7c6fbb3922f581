import { awaitRegionGone } from '@understudy/observers';
import type { LocalCloud } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';

export interface NoticeContext extends Pick<ScenarioRun, 'clock' | 'signal' | 'say' | 'elapsedMs'> {
  readonly cloud: LocalCloud;
}

/** @returns when the region was found gone, in milliseconds since the run began */
export async function noticeDeath(
  { cloud, clock, signal, say, elapsedMs }: NoticeContext,
  region: string,
): Promise<number> {
  const { endpoint } = cloud.region(region);
  const { length } = await awaitRegionGone({ region, endpoint, clock, signal });
  say(`Noticed: ${region} did not answer ${length === 3 ? 'three' : String(length)} looks in a row.`);
  return elapsedMs();
}
