/**
 * How a region's DynamoDB looked to one observer. `answering` and `slow` are answers; `refused` and `table-missing` say
 * something of our set-up and nothing of the region; the others count against the region.
 */
export type RegionCondition =
  | 'answering'
  | 'slow'
  | 'unreachable'
  | 'name-not-found'
  | 'tls-failed'
  | 'throttled'
  | 'server-error'
  | 'refused'
  | 'table-missing';

/** What one look at a region came to: a conditional write or a strongly consistent read. */
export interface LookResult {
  readonly condition: RegionCondition;
  /** In ms. */
  readonly tookMs: number;
  /** For people; absent where the region answered in time. */
  readonly why?: string;
}

/** One region, as one observer sees it now. */
export interface RegionSight {
  readonly region: string;
  /** The worse of `write` and `read`. */
  readonly condition: RegionCondition;
  readonly write: LookResult;
  readonly read: LookResult;
  /** Looks in a row that count against the region; 0 as soon as one is an answer. */
  readonly missed: number;
  /** Wall time in ms at which the first of them began. */
  readonly missedSinceMs?: number;
  /** Wall time in ms at which the last look began that was an answer; absent where none ever was. */
  readonly seenMs?: number;
}
