import type { Observation } from './observation.ts';

export interface RegionVoteOptions {
  /** What each observer knows of the region, by the observer's name. */
  readonly observations: Readonly<Record<string, Observation<unknown>>>;
  /** Looks in a row that an observer must have missed to find the region gone: 3 unless given. */
  readonly looks?: number;
}

/** What observers found of a region; `Mover.failover` of `@understudy/moves` takes it as its `vote`. */
export interface RegionVote {
  readonly observers: readonly string[];
  /** Those who found it gone. */
  readonly agreeing: readonly string[];
  /**
   * Wall time in ms at which one of them, of whatever opinion, last had an answer of the region; absent where none ever
   * had. What a link may lack of the region's writes is counted up to then.
   */
  readonly writerSeenMs?: number;
}

/** Counts what observers in different places know of a region. */
export function regionVote({ observations, looks = 3 }: RegionVoteOptions): RegionVote {
  const known = Object.entries(observations);
  const seenMs = known.flatMap(([, seen]) => (seen.kind === 'seen' ? [seen.atMs] : []));
  return {
    observers: known.map(([observer]) => observer),
    agreeing: known.flatMap(([observer, { missed }]) => (missed >= looks ? [observer] : [])),
    ...(seenMs.length > 0 && { writerSeenMs: Math.max(...seenMs) }),
  };
}
