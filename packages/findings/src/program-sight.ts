/** What is wrong with a program, as its `/readyz` says. */
export interface ProgramProblem {
  readonly problem: string;
  /** A code of the catalogue; absent where the program gave none. */
  readonly code?: string;
  readonly remedy?: string;
  /** The region that it is about, where it is about one. */
  readonly region?: string;
}

/** A gateway or a replicator, as one observer sees it: what it says of itself, or that it says nothing. */
export type ProgramSight = ProgramSightFacts &
  (
    | { readonly kind: 'answers'; readonly ready: boolean; readonly problems: readonly ProgramProblem[] }
    /** `why`: it did not answer, or not as a program of Understudy does. */
    | { readonly kind: 'silent'; readonly why: string }
  );

interface ProgramSightFacts {
  /** For people. */
  readonly name: string;
  /** Of its ops server's `/readyz`. */
  readonly url: string;
  /** Wall time in ms at which the look began. */
  readonly atMs: number;
}
