/** What a program says is wrong, and with which region where it names one. */
export interface ProgramProblem {
  readonly problem: string;
  readonly code?: string;
  readonly region?: string;
}

/** A gateway or replicator, as its ops server tells of it. */
export type ProgramSight = { readonly name: string; readonly url: string; readonly atMs: number } & (
  | { readonly kind: 'answers'; readonly ready: boolean; readonly problems: readonly ProgramProblem[] }
  | { readonly kind: 'silent'; readonly why: string }
);
