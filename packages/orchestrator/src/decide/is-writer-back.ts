import type { ServiceView } from '@understudy/findings';
import { countVotes } from './count-votes.ts';

/**
 * Whether the region that a failover is leaving answers again: to a majority of all that are declared, and no one misses
 * it. Asked again right before the point of no return. Pure.
 */
export function isWriterBack(view: ServiceView, region: string): boolean {
  const { missing, seeing } = countVotes(view, region);
  return missing.length === 0 && seeing.length * 2 > view.policy.observers.length;
}
