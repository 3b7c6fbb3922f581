/** Who leads the orchestrators. Leadership only keeps work from being done twice: safety rests on the route alone. */
export interface LeaderRecord {
  readonly observer: string;
  readonly instance: string;
  /** Drawn at each renewal: a record whose token has not changed for `leaderTtlMs` is free, by the reader's own clock. */
  readonly token: string;
  /** Wall time in ms; for people. */
  readonly sinceMs: number;
}
