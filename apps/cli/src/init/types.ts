/** A region as it is given: `us-east-1` or `us-east-1=http://127.0.0.1:8001`. */
export interface GivenRegion {
  readonly name: string;
  readonly endpoint?: string;
}

/** A table as it is given; `foreign` where an application writes to it without Understudy. */
export interface GivenTable {
  readonly name: string;
  readonly writes: 'stamped' | 'foreign';
}

/** What `understudy init` makes a file of. */
export interface InitAnswers {
  readonly service: string;
  /** The first is the first writer. */
  readonly regions: readonly GivenRegion[];
  readonly witnesses: readonly GivenRegion[];
  readonly tables: readonly GivenTable[];
}
