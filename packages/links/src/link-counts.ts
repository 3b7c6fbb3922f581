/** Counts since the link's leader took over, but for those that say otherwise. */
export interface LinkCounts {
  readonly applied: number;
  readonly superseded: number;
  readonly lost: number;
  readonly late: number;
  readonly kept: number;
  readonly parked: number;
  readonly coalesced: number;
  readonly skipped: number;
  /** Of `skipped`: writes that went around Understudy's client. */
  readonly unstamped: number;
  /** Times that the stream no longer held what the link had yet to read. */
  readonly gaps: number;
  /** Records that the target refused in favour of a write of the same source and epoch which their stream does not hold. */
  readonly unexplained: number;
}
