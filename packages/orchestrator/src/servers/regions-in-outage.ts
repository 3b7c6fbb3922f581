import type { LinodeSight } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { isFresh } from './fresh-balancers.ts';

/** The regions of Linode that have an outage, as its API says now; none where it is not seen. Pure. */
export function regionsInOutage(
  linode: LinodeSight | undefined,
  settings: ServerSettings,
): ReadonlySet<string> {
  if (linode === undefined || !isFresh(linode, settings)) return new Set();
  return new Set(linode.regions.filter(({ status }) => status === 'outage').map(({ id }) => id));
}
