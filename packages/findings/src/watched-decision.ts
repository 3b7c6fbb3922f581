import type { BlockCode } from './block.ts';
import type { Decision } from './decision.ts';
import type { WatchedRepairs } from './planned-repair.ts';

/** A decision and since when, in ms of wall time, it has been so. */
export interface WatchedDecision {
  readonly decision: Decision;
  /** Wall time in ms at which it was made last. */
  readonly atMs: number;
  /** Since when each finding has been there, by code and subject with a space between them. */
  readonly findingsSinceMs: Readonly<Record<string, number>>;
  /** Since when a failover has been wanted; absent while none is. */
  readonly wantedSinceMs?: number;
  /** Since when each block has been there. */
  readonly blockedSinceMs: Readonly<Partial<Record<BlockCode, number>>>;
  /** The repairs of servers beside it; absent where the orchestrators watch no servers. */
  readonly repairs?: WatchedRepairs;
}
