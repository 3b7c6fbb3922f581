import type { ServiceView } from '@understudy/findings';
import { countVotes } from './count-votes.ts';

/**
 * Whether the region that a failover is leaving is back: of the observers that can be trusted now, more reach it than miss it, also
 * where it is slow or throttles. One that misses it still may have lost its own line; and where others have died since the
 * failover was decided, those that are left decide, since to stay is what loses nothing. Asked again right before the point of no
 * return. Pure.
 */
export function isWriterBack(view: ServiceView, region: string): boolean {
  const { reaching, missing } = countVotes(view, region);
  return reaching.length > missing.length;
}
