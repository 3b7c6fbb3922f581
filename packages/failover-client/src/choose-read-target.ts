import { NO_DEADLINE, type Deadline } from '@understudy/core';
import { writableView } from './await-writable.ts';
import type { EngineContext } from './engine-context.ts';
import type { PendingRead } from './pending-read.ts';
import type { ServedBy } from './types.ts';

/** The region that the next attempt at a read goes to. */
export interface ReadTarget extends ServedBy {
  /** The attempt must not be sent once it has passed. */
  readonly sendBy: Deadline;
}

/** By what is known of the route now; `undefined` where that is too little. */
export function chooseReadTarget({ engine, to, avoided }: PendingRead): ReadTarget | undefined {
  const { settings, lease, watch } = engine;
  const valid = writableView(lease.view());
  if (to === 'leased') {
    if (valid === undefined) return undefined;
    const { route, validUntil } = valid;
    // Its answer holds every write that was acknowledged before.
    const { writer: region, epoch } = route;
    return { region, role: 'writer', epoch, possiblyStale: false, sendBy: validUntil };
  }
  const route = lease.lastSeen()?.snapshot.route;
  if (route === undefined) return undefined;
  const writer = route.phase === 'steady' ? route.writer : route.from;
  const { epoch } = route;
  if (to === 'writer' || settings.reads === 'writer') {
    return { region: writer, role: 'writer', epoch, possiblyStale: valid === undefined, sendBy: NO_DEADLINE };
  }
  const standby = settings.regions.find((region) => region !== writer) ?? writer;
  const order = inOrder({ writer, standby }, settings.reads, watch);
  const region = order.find((each) => each !== avoided) ?? writer;
  const role = region === writer ? 'writer' : 'standby';
  const possiblyStale = role === 'standby' || valid === undefined;
  return { region, role, epoch, possiblyStale, sendBy: NO_DEADLINE };
}

/** The preferred region first, unless it is suspect and the other is not. */
function inOrder(
  { writer, standby }: { readonly writer: string; readonly standby: string },
  reads: 'any' | 'standby',
  watch: EngineContext['watch'],
): readonly string[] {
  const [first, second] = reads === 'any' ? [writer, standby] : [standby, writer];
  return watch.isSuspect(first) && !watch.isSuspect(second) ? [second, first] : [first, second];
}
