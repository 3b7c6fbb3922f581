import type { ServiceView } from '@understudy/findings';
import { countVotes } from './count-votes.ts';

/**
 * Whether the region that a failover is leaving is back: of the observers that can be trusted now, more reach it than miss it, also
 * where it is slow or throttles. An observer that still misses it may have lost its own connection. One that has died since the
 * failover was decided has no vote. If the writer stays, no write is lost. Asked again right before the point of no return. Pure.
 */
export function isWriterBack(view: ServiceView, region: string): boolean {
  const { reaching, missing } = countVotes(view, region);
  return reaching.length > missing.length;
}
