/** What CloudWatch says of one table in the last minutes. */
export interface TableMetrics {
  readonly table: string;
  /** Requests that were throttled, and that failed by a fault of DynamoDB. */
  readonly throttled: number;
  readonly systemErrors: number;
  /** Of the newest minute, the mean of the slowest operation, in ms; absent where no request succeeded. */
  readonly latencyMs?: number;
  /** Wall time in ms, by AWS's clock, of the newest minute that it knows of; absent where it has no figures at all. */
  readonly newestMs?: number;
}

/** One region's CloudWatch, as the leader asked it. Its figures are minutes old: evidence for people, and no reason to act. */
export type CloudWatchSight = { readonly region: string; readonly atMs: number } & (
  | { readonly kind: 'seen'; readonly tables: readonly TableMetrics[] }
  /** It did not answer, or refused: nothing is known. */
  | { readonly kind: 'unknown'; readonly why: string }
);
