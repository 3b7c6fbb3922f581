import type { ServiceView } from '@understudy/findings';
import { countVotes } from './count-votes.ts';

/**
 * Whether the region that a failover is leaving is back: a majority of all that are declared reaches it, also where it is slow or
 * throttles. One that misses it still may have lost its own line. Asked again right before the point of no return. Pure.
 */
export function isWriterBack(view: ServiceView, region: string): boolean {
  return countVotes(view, region).reaching.length * 2 > view.policy.observers.length;
}
