import type { Scenario } from '@understudy/drills';
import {
  answerNames,
  roleEnvironment,
  startLocalCredentials,
  type LocalCloud,
  type LocalCredentials,
} from '@understudy/sandbox';
import type { OwnedResources } from '@understudy/scenario';

/** What a timeline needs around the service, because it takes it away. */
export interface Surroundings {
  /** More of the environment of programs. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether endpoints are names. */
  readonly named: boolean;
  readonly sts: LocalCredentials;
}

/** So short that they end while a drill is watched, in ms. */
const KEYS_LIFE_MS = 30_000;

/** Names and STS, for the timelines that strike them; the run's resources close both. */
export async function prepareSurroundings(
  timeline: Scenario['timeline'],
  cloud: LocalCloud,
  resources: Pick<OwnedResources, 'defer' | 'use'>,
): Promise<Surroundings> {
  const named = timeline.some((event) => event.do === 'empty-name');
  const env: Record<string, string> = {};
  if (named) {
    const names = await cloud.serveNames();
    resources.defer(answerNames(names.address));
    Object.assign(env, names.environment);
  }
  const sts = resources.use(await startLocalCredentials());
  sts.lifeMs = KEYS_LIFE_MS;
  if (timeline.some((event) => event.do === 'stop-sts'))
    Object.assign(env, await roleEnvironment(sts, cloud.directory));
  return { env, named, sts };
}
