import { deadlineAfter, usableLeaseMs } from '@understudy/core';
import type { LeaderItem } from '../state/link-store.ts';
import { LeaderWatch } from './leader-watch.ts';
import { LeadershipTerm, RENEWALS, type Handover, type LeadershipSettings } from './leadership-term.ts';

/**
 * Waits until the link has no leader and becomes its leader.
 * @throws the signal's reason
 */
export async function acquireLeadership(
  settings: LeadershipSettings,
  signal: AbortSignal,
): Promise<LeadershipTerm> {
  const { store, link, limits, clock, randomness, onTrouble, onRecovered } = settings;
  const pauseMs = limits.leaseMs / RENEWALS;
  const watch = new LeaderWatch(limits);
  for (;;) {
    signal.throwIfAborted();
    let waitMs = pauseMs;
    try {
      const look = watch.look(await store.readLeader(link), clock.monotonicMs());
      onRecovered?.(watch);
      if ('claim' in look) {
        const term = await claim(settings, look.claim);
        if (term !== undefined) return term;
      } else {
        waitMs = Math.min(pauseMs, look.waitMs);
      }
    } catch (error) {
      onTrouble(error, watch);
    }
    await clock.sleep(waitMs * (0.75 + randomness.fraction() / 4), signal);
  }
}

/** Condition: the leader is still the one that was seen. After a lost answer the leader is read again. */
async function claim(
  settings: LeadershipSettings,
  seen: LeaderItem | undefined,
): Promise<LeadershipTerm | undefined> {
  const { store, link, limits, clock, randomness } = settings;
  const owner = randomness.unique();
  const validUntil = deadlineAfter(usableLeaseMs(limits), clock);
  try {
    if (!(await store.claim(link, owner, seen))) return undefined;
  } catch (error) {
    if ((await store.readLeader(link))?.owner !== owner) throw error;
  }
  return new LeadershipTerm(settings, owner, (seen?.counter ?? 0) + 1, handoverOf(seen), validUntil);
}

function handoverOf(seen: LeaderItem | undefined): Handover {
  if (seen === undefined) return 'unknown';
  return seen.clean ? 'clean' : 'unclean';
}
