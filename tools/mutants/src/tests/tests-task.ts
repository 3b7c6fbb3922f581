/** What a process of unit tests is asked: what those of some files (or all) reach, or which of those named fails first with a mutant. */
export type TestsTask =
  | { readonly ask: 'reach'; readonly files?: readonly string[] }
  | { readonly ask: 'try'; readonly mutant: number; readonly tests: readonly TimedTest[] };

export interface TimedTest {
  readonly name: string;
  /** Processor time that it takes without a mutant. */
  readonly ms: number;
}

export interface TestReach extends TimedTest {
  readonly reached: readonly number[];
  /** Why it fails although no mutant is in effect. */
  readonly failed: string | undefined;
}

export interface TestsAnswer {
  readonly tests?: readonly TestReach[];
  /** What is asked for while the files load. */
  readonly atLoad?: readonly number[];
  /** The first test that fails; left out where all pass. */
  readonly foundBy?: string;
  /** Whether that test may have left something running. */
  readonly leavesMore?: boolean;
}
