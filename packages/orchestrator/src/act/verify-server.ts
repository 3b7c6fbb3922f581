import type { Clock } from '@understudy/core';
import type { ServersSight } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { freshBalancers } from '../servers/fresh-balancers.ts';

export interface VerifyServerContext {
  readonly sight: () => ServersSight;
  readonly settings: ServerSettings;
  readonly clock: Clock;
}

/** Looks come more often than this many times in their interval. */
const LOOKS = 4;

/** Waits until every balancer that answers shows the server as up, in a look that began after the call. @throws the signal's reason */
export async function verifyServer(
  name: string,
  { sight, settings, clock }: VerifyServerContext,
  signal: AbortSignal,
): Promise<void> {
  const startedMs = clock.monotonicMs();
  for (;;) {
    const sinceMs = clock.monotonicMs() - startedMs;
    const fresh = freshBalancers(sight(), settings);
    const isUp = fresh.every(
      ({ ageMs = Infinity, servers }) =>
        ageMs <= sinceMs && servers.some((server) => server.name === name && server.state === 'up'),
    );
    if (fresh.length > 0 && isUp) return;
    await clock.sleep(settings.lookEveryMs / LOOKS, signal);
  }
}
