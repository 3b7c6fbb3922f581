import { systemClock, waitFor } from '@understudy/core';
import type { RegionSight } from '@understudy/findings';
import { openService, type LookClientOptions, type OpenedService } from '@understudy/service';
import type { LocalRegion } from '@understudy/sandbox';
import { sampleTopology } from '@understudy/topology/testing';
import { RegionObserver } from '../region-observer.ts';

/** Shorter than the defaults, so that a test waits little. */
export const EVERY_MS = 100;
export const LOOK_LIMIT_MS = 1_500;

const SERVICE = sampleTopology().value;
const LONGEST_WAIT_MS = 10_000;

/** What a test says otherwise of the region. */
export interface WatchOptions {
  readonly endpoint?: string;
  readonly accessKeyId?: string;
  readonly lookup?: LookClientOptions['lookup'];
}

export interface WatchedRegion {
  readonly observer: RegionObserver;
  /** Resolves when the region is seen as wanted; gives how long that took, in ms. */
  until(wanted: (sight: RegionSight) => boolean): Promise<number>;
}

/** The service whose first region is `region`. */
function serviceOf(
  region: LocalRegion,
  { endpoint = region.endpoint, accessKeyId }: WatchOptions,
): OpenedService {
  const { credentials } = region.clientConfig();
  const [, other] = SERVICE.regions.data;
  const regions = { ...SERVICE.regions, data: [{ name: region.name, endpoint }, other] as const };
  return openService(
    { ...SERVICE, regions },
    { credentials: { ...credentials, ...(accessKeyId !== undefined && { accessKeyId }) } },
  );
}

/** Looks at a region as a program does that a topology describes, until `act` has ended. */
export async function watchRegion(
  region: LocalRegion,
  options: WatchOptions,
  act: (watched: WatchedRegion) => Promise<void>,
): Promise<void> {
  const clock = systemClock();
  const service = serviceOf(region, options);
  const { lookup } = options;
  await using observer = new RegionObserver({
    service: SERVICE.service,
    observer: 'ohio',
    region: region.name,
    open: (limitMs) =>
      service.openLookClient(region.name, { limitMs, ...(lookup !== undefined && { lookup }) }),
    clock,
    everyMs: EVERY_MS,
    lookLimitMs: LOOK_LIMIT_MS,
    slowMs: LOOK_LIMIT_MS / 2,
  }).start();
  const until: WatchedRegion['until'] = async (wanted) => {
    const isWanted = () => {
      const sight = observer.sight();
      return sight !== undefined && wanted(sight);
    };
    const waited = await waitFor(isWanted, { clock, everyMs: 5, limitMs: LONGEST_WAIT_MS });
    if (!waited.met) throw new Error(`Last seen: ${JSON.stringify(observer.sight())}`);
    return waited.afterMs;
  };
  await act({ observer, until });
  await service.close();
}
